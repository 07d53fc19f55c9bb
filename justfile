# Everyday tasks. `just` lists them; each is a plain command that also works without `just`.

_default:
    @just --list --unsorted

# Run the tests, or some of them: `just test --test cli`
test *arguments:
    cargo test --locked {{arguments}}

# Run formatter, clippy and rustdoc, with warnings as errors
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets --all-features -- -D warnings
    RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --document-private-items

# Rewrite expected output, frames and the tables of the README; read the diff before you commit it
golden:
    UPDATE_GOLDEN=1 cargo test --locked --no-fail-fast --test cli --test reader --test house

# Rewrite the picture of the README
picture:
    cargo run --locked --example picture > docs/picture.svg

# Measure how long a reader waits
bench *arguments:
    cargo bench --locked --bench reading {{arguments}}

# Build the program as it is released
release:
    cargo build --locked --release

# Check licenses, sources and advisories of the dependencies (needs cargo-deny)
deny:
    cargo deny --locked check

# List the files of the package, and build from them
package:
    cargo package --locked --list
    cargo package --locked

# Run everything that must pass before a change is merged
ci:
    .ci/run
