//! Tests that a formula on one line means what its raised and lowered parts meant.

use super::check;

#[test]
fn a_formula_becomes_one_line_with_the_same_meaning() {
    for (formula, written) in [
        ("<mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "2 1/2"),
        ("<mrow><mn>2</mn><mo>\u{2064}</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow>", "2 1/2"),
        ("<msup><mn>10</mn><mn>6</mn></msup>", "10^6"),
        ("<mn>3</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>6</mn></mrow></msup>", "3×10^(−6)"),
        ("<msqrt><mn>2</mn></msqrt>", "√2"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
        ("<mroot><mn>8</mn><mn>3</mn></mroot>", "8^(1/3)"),
        ("<msub><mi>x</mi><mi>i</mi></msub><mo>=</mo><mn>2</mn><mi>y</mi>", "x_i=2y"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_i^2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac><mi>c</mi>", "(a+b)/2 c"),
        ("<msup><mi>x</mi><mn>2</mn></msup><msup><mi>y</mi><mn>2</mn></msup>", "x^2 y^2"),
        ("<mi>sin</mi><mo>\u{2061}</mo><mi>x</mi>", "sin x"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u{304}"),
        ("<mi>f</mi><mo>(</mo><mi>x</mi><mo>)</mo>", "f(x)"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>", "∑_(i=1)^n"),
        (
            "<semantics><mrow><mn>2</mn></mrow><annotation encoding='application/x-tex'>\\tfrac12</annotation></semantics>",
            "\\tfrac12",
        ),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
            "(1, 2; 3)",
        ),
        ("<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>", "_6^14 C"),
    ] {
        check(&format!("<p>So <math>{formula}</math> holds</p>"), &format!("So {written} holds"));
    }
}
