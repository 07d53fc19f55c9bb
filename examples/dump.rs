use caveat::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let m = manuscript::Manuscript::new(path.clone(), std::fs::read_to_string(path).unwrap());
    let (b, mut d) = parse::parse(&m);
    let (dossier, more) = link::link(m, b);
    d.extend(more);
    diagnostic::Diagnostic::sort(&mut d);
    for x in &d {
        print!("{}", x.human(&dossier.manuscript, false));
    }
    for c in dossier.claim_ids() {
        let claim = dossier.claim(c);
        println!(
            "{} {:?} {:?} {:?} {:?}",
            c.number(),
            claim.text,
            claim.sources.iter().map(|s| &dossier.source(*s).id).collect::<Vec<_>>(),
            claim.coverings,
            dossier.chains(c)
        );
    }
    for s in &dossier.statements {
        println!("stated {:?} {:?}", s.caveats, dossier.manuscript.slice(s.extent.span));
    }
    for s in &dossier.briefing.unsourced {
        println!("own {:?}", dossier.manuscript.slice(s.extent.span));
    }
    for s in &dossier.sources {
        println!("{} {} claims {:?}", s.id, s.name, s.claims);
    }
}
