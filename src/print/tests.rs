//! Checks JSON against the schema that describes it, for tests.

use serde_json::Value;

#[track_caller]
pub(super) fn check_schema(schema: &str, json: &str) -> Value {
    let schema = serde_json::from_str(schema).expect("the schema is JSON");
    let json: Value = serde_json::from_str(json).expect("the output is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let errors: Vec<_> =
        validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    json
}
