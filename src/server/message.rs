//! Reads one body as JSON-RPC, forgivingly: every way to be wrong has an answer, and none ends the server.

use serde_json::{Map, Value};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// What a body turned out to be.
#[derive(Debug)]
pub enum Message {
    /// A request or a notification of the client.
    Request(Request),
    /// Its answer to a request of ours.
    Response(Response),
    /// Neither; the answer says why.
    Bad(Response),
}

/// The messages in `body`: one, or those of a batch in their order.
///
/// LSP has no batches, but JSON-RPC has; each message of one is answered by itself.
pub fn parse(body: &[u8]) -> Vec<Message> {
    let value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(_) => match std::str::from_utf8(body).ok().and_then(mend_surrogates) {
            Some(mended) => match serde_json::from_str(&mended) {
                Ok(value) => value,
                Err(_) => return vec![parse_error()],
            },
            None => return vec![parse_error()],
        },
    };
    match value {
        Value::Array(batch) if batch.is_empty() => vec![bad(Id::Null)],
        Value::Array(batch) => batch.into_iter().map(one).collect(),
        value => vec![one(value)],
    }
}

/// The answer to bytes that are no JSON.
pub fn parse_error() -> Message {
    Message::Bad(Response::from_error(Id::Null, Error::parse_error()))
}

fn bad(id: Id) -> Message {
    Message::Bad(Response::from_error(id, Error::invalid_request()))
}

fn one(value: Value) -> Message {
    let Value::Object(mut object) = value else { return bad(Id::Null) };
    let id = match object.remove("id") {
        None => None,
        Some(id) => match read_id(id) {
            Some(id) => Some(id),
            None => return bad(Id::Null),
        },
    };
    if object.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return bad(id.unwrap_or_default());
    }
    match object.remove("method") {
        Some(Value::String(method)) => Message::Request(request(method, id, object.remove("params"))),
        Some(_) => bad(id.unwrap_or_default()),
        None => response(id, object),
    }
}

fn request(method: String, id: Option<Id>, params: Option<Value>) -> Request {
    let mut request = Request::build(method);
    if let Some(id) = id {
        request = request.id(id);
    }
    // `"params": null` is how many clients write "none"; the router takes it for an argument.
    match params {
        None | Some(Value::Null) => request.finish(),
        Some(params) => request.params(params).finish(),
    }
}

fn response(id: Option<Id>, mut object: Map<String, Value>) -> Message {
    let Some(id) = id else { return bad(Id::Null) };
    match (object.remove("result"), object.remove("error")) {
        (_, Some(error)) if !error.is_null() => {
            let error = serde_json::from_value(error).unwrap_or_else(|_| Error::internal_error());
            Message::Response(Response::from_error(id, error))
        }
        (Some(result), _) => Message::Response(Response::from_ok(id, result)),
        (None, _) => bad(id),
    }
}

fn read_id(id: Value) -> Option<Id> {
    match id {
        Value::Null => Some(Id::Null),
        Value::String(id) => Some(Id::String(id)),
        Value::Number(id) => id.as_i64().map(Id::Number),
        _ => None,
    }
}

/// `body` with every escaped half of a surrogate pair replaced by U+FFFD; `None` when there is none.
///
/// An editor in which half an emoji was deleted sends such a half. Refusing the message would lose the change and
/// leave our text different from the editor's for good; U+FFFD is one UTF-16 unit too, so positions stay right.
fn mend_surrogates(body: &str) -> Option<String> {
    let unit = |at: usize| {
        body.get(at..at + 6)
            .and_then(|escape| escape.strip_prefix("\\u"))
            .and_then(|digits| u16::from_str_radix(digits, 16).ok())
    };
    let mut mended = String::with_capacity(body.len());
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', &body.as_bytes()[at..]) {
        at += found;
        match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                mended.push_str(&body[copied..at]);
                mended.push('\u{fffd}');
                at += 6;
                copied = at;
            }
            Some(_) => at += 6,
            // Another escape: it and what it escapes, which may be a backslash.
            None => at = (at + 2).min(body.len()),
        }
        while !body.is_char_boundary(at) {
            at += 1;
        }
    }
    mended.push_str(&body[copied..]);
    (copied > 0).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: impl AsRef<[u8]>, expected: &str) {
        let got: Vec<String> = parse(body.as_ref())
            .into_iter()
            .map(|message| match message {
                Message::Request(request) => format!("request {request}"),
                Message::Response(response) => {
                    format!("response {}", serde_json::to_string(&response).unwrap())
                }
                Message::Bad(response) => {
                    let (id, body) = response.into_parts();
                    format!("bad {id} {}", body.unwrap_err().code)
                }
            })
            .collect();
        assert_eq!(got.join("; "), expected);
    }

    #[test]
    fn reads_requests_notifications_and_responses() {
        check(
            r#"{"jsonrpc":"2.0","id":1,"method":"a","params":[1]}"#,
            r#"request {"jsonrpc":"2.0","method":"a","params":[1],"id":1}"#,
        );
        check(r#"{"jsonrpc":"2.0","method":"a"}"#, r#"request {"jsonrpc":"2.0","method":"a"}"#);
        check(
            r#"{"jsonrpc":"2.0","id":"x","method":"shutdown","params":null}"#,
            r#"request {"jsonrpc":"2.0","method":"shutdown","id":"x"}"#,
        );
        check(
            r#"{"jsonrpc":"2.0","id":7,"result":null}"#,
            r#"response {"jsonrpc":"2.0","result":null,"id":7}"#,
        );
        check(
            r#"{"jsonrpc":"2.0","id":7,"error":{"code":-32800,"message":"no"}}"#,
            r#"response {"jsonrpc":"2.0","error":{"code":-32800,"message":"no"},"id":7}"#,
        );
        check(
            r#"{"jsonrpc":"2.0","id":7,"error":"no"}"#,
            r#"response {"jsonrpc":"2.0","error":{"code":-32603,"message":"Internal error"},"id":7}"#,
        );
    }

    #[test]
    fn answers_what_it_cannot_read() {
        check("", "bad null -32700");
        check("{", "bad null -32700");
        check(b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\"}", "bad null -32700");
        check("[".repeat(5000), "bad null -32700");
        check("3", "bad null -32600");
        check("[]", "bad null -32600");
        check("{}", "bad null -32600");
        check(r#"{"jsonrpc":"1.0","id":4,"method":"a"}"#, "bad 4 -32600");
        check(r#"{"jsonrpc":"2.0","id":4,"method":5}"#, "bad 4 -32600");
        check(r#"{"jsonrpc":"2.0","id":4}"#, "bad 4 -32600");
        check(r#"{"jsonrpc":"2.0","id":1.5,"method":"a"}"#, "bad null -32600");
        check(r#"{"jsonrpc":"2.0","id":{},"method":"a"}"#, "bad null -32600");
    }

    #[test]
    fn reads_a_batch_one_by_one() {
        check(
            r#"[{"jsonrpc":"2.0","method":"a"},1,{"jsonrpc":"2.0","method":"b","id":2}]"#,
            r#"request {"jsonrpc":"2.0","method":"a"}; bad null -32600; request {"jsonrpc":"2.0","method":"b","id":2}"#,
        );
    }

    #[test]
    fn mends_half_a_surrogate_pair() {
        let message = |text: &str| format!(r#"{{"jsonrpc":"2.0","method":"a","params":["{text}"]}}"#);
        let expected = |text: &str| format!("request {}", message(text));
        check(message(r"x\ud83dy"), &expected("x\u{fffd}y"));
        check(message(r"\ude00\ud83d"), &expected("\u{fffd}\u{fffd}"));
        check(message(r"\ud83d\ude00\ud83d"), &expected("😀\u{fffd}"));
        check(message(r"\\ud83d\ud83d"), &expected("\\\\ud83d\u{fffd}"));
        check(message(r"ح\ud83dح\nح"), &expected("ح\u{fffd}ح\\nح"));
    }
}
