//! `initialize`, read so that no client is turned away.
//!
//! The protocol grows, and the types we read it with are of one year. A client that says one thing more than they
//! know would have its whole `initialize` refused and get no server at all. So what cannot be read is left out.

use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::InitializeParams;

/// Where clients say that they ask for diagnostics again when told to. Our types have the name in the singular.
const REFRESH: &str = "/capabilities/workspace/diagnostics";

/// The request as it is, or, when it is an `initialize` that cannot be read, without the parts that cannot.
pub fn mend(request: Request) -> Request {
    let misnamed = |params: &Value| params.pointer(REFRESH).is_some();
    let params = request.params();
    if request.method() != "initialize" || params.is_some_and(|params| readable(params) && !misnamed(params))
    {
        return request;
    }
    let (method, id, params) = request.into_parts();
    let mut params = params.unwrap_or_default();
    if let Some(refresh) = params.pointer(REFRESH).cloned()
        && let Some(workspace) = params.pointer_mut("/capabilities/workspace").and_then(Value::as_object_mut)
    {
        workspace.insert("diagnostic".to_owned(), refresh);
    }
    if !readable(&params) {
        params = without_unreadable(params);
    }
    let mut mended = Request::build(method).params(params);
    if let Some(id) = id {
        mended = mended.id(id);
    }
    mended.finish()
}

fn readable(params: &Value) -> bool {
    serde::Deserialize::deserialize(params).map(|_: InitializeParams| ()).is_ok()
}

/// Adds part by part what can be read: first the plain members, then the capabilities, two levels deep.
fn without_unreadable(params: Value) -> Value {
    let mut kept = json!({ "capabilities": {} });
    let mut params = object(params);
    let capabilities = object(params.remove("capabilities").unwrap_or_default());
    for (name, value) in params {
        keep(&mut kept, &[&name], value);
    }
    for (section, value) in capabilities {
        if !keep(&mut kept, &["capabilities", &section], value.clone()) && value.is_object() {
            keep(&mut kept, &["capabilities", &section], json!({}));
            for (name, value) in object(value) {
                keep(&mut kept, &["capabilities", &section, &name], value);
            }
        }
    }
    kept
}

/// Puts `value` at `path` of `kept` if the whole can still be read.
fn keep(kept: &mut Value, path: &[&str], value: Value) -> bool {
    let mut trial = kept.clone();
    let mut at = &mut trial;
    for name in path {
        let Value::Object(members) = at else { return false };
        at = members.entry(*name).or_insert(Value::Null);
    }
    *at = value;
    let ok = readable(&trial);
    if ok {
        *kept = trial;
    } else {
        tracing::warn!("left out of initialize: {}", path.join("."));
    }
    ok
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(params: &Value, expected: &Value) {
        let mended = mend(Request::build("initialize").id(1).params(params.clone()).finish());
        assert_eq!(mended.id(), Some(&1.into()));
        assert_eq!(mended.params(), Some(expected));
    }

    #[test]
    fn keeps_what_can_be_read() {
        let good =
            &json!({ "processId": 5, "capabilities": { "general": { "positionEncodings": ["utf-8"] } } });
        check(good, good);
        check(&json!({}), &json!({ "capabilities": {} }));
        let refresh = json!({ "refreshSupport": true });
        check(
            &json!({ "capabilities": { "workspace": { "diagnostics": refresh } } }),
            &json!({ "capabilities": { "workspace": { "diagnostics": refresh, "diagnostic": refresh } } }),
        );
        check(&json!([]), &json!({ "capabilities": {} }));
        check(
            &json!({ "processId": -1, "rootUri": "no uri", "initializationOptions": { "a": 1 }, "capabilities": {} }),
            &json!({ "initializationOptions": { "a": 1 }, "capabilities": {} }),
        );
        check(
            &json!({ "capabilities": {
                "general": { "positionEncodings": ["utf-8"], "regularExpressions": 7 },
                "textDocument": { "diagnostic": {}, "hover": { "contentFormat": ["from the future"] } },
                "window": 3,
            } }),
            &json!({ "capabilities": {
                "general": { "positionEncodings": ["utf-8"] },
                "textDocument": { "diagnostic": {} },
            } }),
        );
    }
}
