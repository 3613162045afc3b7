//! The protocol against the real process over pipes: order and outcome.
//!
//! The probes of a debug build (`hashiya/busy`, `hashiya/panic`, `hashiya/text`) stand for work of a known length, a
//! fault, and a look at the server's text. A release build has none, and then no test here can run.
#![cfg(debug_assertions)]

#[cfg(test)]
mod support;

use serde_json::{Value, json};
use support::{Server, in_time, range};

const A: &str = "file:///articles/a.txt";
const B: &str = "file:///articles/b.txt";

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INTERNAL_ERROR: i64 = -32603;
const NOT_INITIALIZED: i64 = -32002;
const CANCELLED: i64 = -32800;
const CONTENT_MODIFIED: i64 = -32801;

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
}

#[track_caller]
fn lives(server: &mut Server) {
    let answer = server.ask("hashiya/busy", json!({ "milliseconds": 0 }));
    assert_eq!(answer["result"], true, "{answer}");
}

// Order.

#[test]
fn changes_are_applied_in_wire_order() {
    let mut server = Server::ready();
    server.open(A, "");
    let mut model = String::new();
    let mut expected = Vec::new();
    for version in 2..300 {
        let letter = char::from(b'a' + u8::try_from(version % 26).unwrap());
        // Each change is wrong unless all before it were applied.
        let end = u32::try_from(model.len()).unwrap();
        server.change(A, version, json!([{ "range": range(0, end, end), "text": letter.to_string() }]));
        model.push(letter);
        expected.push((server.request("hashiya/text", json!({ "uri": A })), model.clone(), version));
    }
    for (id, text, version) in expected {
        let answer = server.answer(id);
        assert_eq!(answer["result"]["text"], text);
        assert_eq!(answer["result"]["version"], version);
    }
}

#[test]
fn a_thousand_messages_without_a_reader_are_no_deadlock() {
    let mut server = Server::deaf(&[]);
    let text = "سطر من مقال طويل\n".repeat(100);
    let (mut server, ids) = in_time("sending", move || {
        server.request("initialize", json!({ "capabilities": {} }));
        server.open(A, &text);
        let ids: Vec<_> = (2..502)
            .map(|version| {
                server.change(A, version, json!([{ "range": range(0, 0, 0), "text": "x" }]));
                server.request("hashiya/text", json!({ "uri": A }))
            })
            .collect();
        (server, ids)
    });
    server.listen();
    for (n, id) in ids.into_iter().enumerate() {
        assert!(server.answer(id)["result"]["text"].as_str().unwrap().starts_with(&"x".repeat(n + 1)));
    }
    server.find(|message| message["params"]["version"] == 501);
}

#[test]
fn a_hover_does_not_wait_for_another_document() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    server.open(B, "بيروت");
    let busy = server.busy(Some(A));
    // The analysis of this change cannot end before the work above does.
    server.change(A, 2, json!([{ "text": "دمشق" }]));
    let waiting = server.hover(A, 0, 1);
    let free = server.hover(B, 0, 1);
    assert!(server.answer(free).get("error").is_none());
    assert!(!server.has(|message| message["id"] == waiting));

    server.cancel(busy);
    assert!(server.answer(waiting).get("error").is_none());
}

#[test]
fn a_cancelled_request_is_answered_while_its_work_still_runs() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    let busy = server.busy(Some(A));
    server.cancel(busy);
    assert_eq!(code(&server.answer(busy)), CANCELLED);

    // The work itself has ended too: it held the analysis this hover needs.
    let hover = server.hover(A, 0, 0);
    assert!(server.answer(hover).get("error").is_none());

    // Cancelling what is over, or never was, is nothing.
    server.cancel(busy);
    server.notify("$/cancelRequest", json!({ "id": "unknown" }));
    lives(&mut server);
}

#[test]
fn a_hover_waiting_for_the_analysis_can_be_cancelled() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    server.busy(Some(A));
    server.change(A, 2, json!([{ "text": "دمشق" }]));
    let hover = server.hover(A, 0, 0);
    server.cancel(hover);
    assert_eq!(code(&server.answer(hover)), CANCELLED);
}

#[test]
fn a_question_about_a_closed_document_is_refused() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    let busy = server.busy(Some(A));
    server.change(A, 2, json!([{ "text": "دمشق" }]));
    let hover = server.hover(A, 0, 0);
    server.close(A);
    server.cancel(busy);
    assert_eq!(code(&server.answer(hover)), CONTENT_MODIFIED);
}

#[test]
fn every_question_asked_while_typing_is_answered() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    let hovers: Vec<_> = (2..200)
        .map(|version| {
            server.change(A, version, json!([{ "range": range(0, 0, 0), "text": "x" }]));
            server.hover(A, 0, 1)
        })
        .collect();
    for hover in hovers {
        let answer = server.answer(hover);
        // Nothing to show, or the text had moved on before it could be looked at.
        assert!(answer.get("result").is_some() || code(&answer) == CONTENT_MODIFIED, "{answer}");
    }
}

// Life and death.

#[test]
fn exit_ends_the_process_with_input_open_and_work_in_flight() {
    for (shutdown, status) in [(true, 0), (false, 1)] {
        let mut server = Server::ready();
        server.busy(None);
        if shutdown {
            let answer = server.ask("shutdown", Value::Null);
            assert_eq!(answer["result"], Value::Null);
            assert!(answer.get("error").is_none());
        }
        server.notify("exit", Value::Null);
        assert_eq!(server.status(), Some(status));
    }
}

#[test]
fn exit_before_anything_else_ends_the_process() {
    let mut server = Server::start(&[]);
    server.notify("exit", Value::Null);
    assert_eq!(server.status(), Some(1));
}

#[test]
fn what_was_answered_before_exit_is_written() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    let text = server.request("hashiya/text", json!({ "uri": A }));
    let shutdown = server.request("shutdown", Value::Null);
    server.notify("exit", Value::Null);
    assert_eq!(server.status(), Some(0));
    let rest = server.rest();
    assert!(rest.iter().any(|message| message["id"] == text));
    assert!(rest.iter().any(|message| message["id"] == shutdown));
}

#[test]
fn the_end_of_input_ends_the_process_with_work_in_flight() {
    for (shutdown, status) in [(true, 0), (false, 1)] {
        let mut server = Server::ready();
        server.busy(None);
        if shutdown {
            server.ask("shutdown", Value::Null);
        }
        server.hang_up();
        assert_eq!(server.status(), Some(status));
    }
}

#[test]
fn an_exit_ends_the_process_of_a_client_that_reads_nothing() {
    let mut server = Server::deaf(&[]);
    server.request("initialize", json!({ "capabilities": {} }));
    server.open(A, &"x".repeat(1 << 20));
    server.request("hashiya/text", json!({ "uri": A }));
    server.notify("exit", Value::Null);
    assert_eq!(server.status(), Some(1));
}

#[cfg(unix)]
#[test]
fn the_death_of_the_editor_ends_the_process() {
    use std::process::{Command, Stdio};
    for by_argument in [true, false] {
        let mut editor = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let pid = editor.id();
        let mut server = if by_argument {
            Server::start(&["--stdio", &format!("--clientProcessId={pid}")])
        } else {
            Server::ready_for(json!({ "capabilities": {}, "processId": pid })).0
        };
        if by_argument {
            server.ask("initialize", json!({ "capabilities": {}, "processId": null }));
        }
        lives(&mut server);
        editor.kill().unwrap();
        editor.wait().unwrap();
        assert_eq!(server.status(), Some(1));
    }
}

#[test]
fn a_panic_is_answered_and_the_server_lives() {
    let mut server = Server::ready();
    for blocking in [false, true] {
        let answer = server.ask("hashiya/panic", json!({ "blocking": blocking }));
        assert_eq!(code(&answer), INTERNAL_ERROR);
    }
    // The user is told once, the log each time.
    server.notification("window/showMessage");
    server.notification("window/logMessage");
    assert!(!server.has(|message| message["method"] == "window/showMessage"));

    // The id of a request that panicked can be used again.
    for _ in 0..2 {
        server.body(br#"{"jsonrpc":"2.0","id":"p","method":"hashiya/panic","params":{"blocking":true}}"#);
        assert_eq!(code(&server.find(|message| message["id"] == "p")), INTERNAL_ERROR);
    }
    lives(&mut server);
}

// Protocol states.

#[test]
fn nothing_is_served_before_initialize() {
    let mut server = Server::start(&[]);
    let hover = server.hover(A, 0, 0);
    assert_eq!(code(&server.answer(hover)), NOT_INITIALIZED);
    server.open(A, "x");
    assert!(server.ask("initialize", json!({ "capabilities": {} }))["result"].is_object());
    // The document opened too early was not taken.
    assert_eq!(server.text(A), Value::Null);
    assert_eq!(code(&server.ask("initialize", json!({ "capabilities": {} }))), INVALID_REQUEST);
}

#[test]
fn a_client_of_another_year_gets_its_server() {
    let (mut server, answer) = Server::ready_for(json!({
        "processId": -1,
        "rootUri": "C:\\articles",
        "capabilities": {
            "general": { "positionEncodings": ["utf-8"] },
            "textDocument": { "hover": { "contentFormat": ["something new"] } },
        },
    }));
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-8");
    lives(&mut server);
}

#[test]
fn nothing_is_served_after_shutdown() {
    let mut server = Server::ready();
    server.ask("shutdown", json!(null));
    let hover = server.hover(A, 0, 0);
    assert_eq!(code(&server.answer(hover)), INVALID_REQUEST);
    assert_eq!(code(&server.ask("shutdown", json!(null))), INVALID_REQUEST);
    server.notify("exit", Value::Null);
    assert_eq!(server.status(), Some(0));
}

#[test]
fn unknown_methods_are_refused_and_unknown_notifications_ignored() {
    let mut server = Server::ready();
    assert_eq!(code(&server.ask("hashiya/nonsense", json!({}))), METHOD_NOT_FOUND);
    assert_eq!(code(&server.ask("$/nonsense", json!({}))), METHOD_NOT_FOUND);
    server.notify("hashiya/nonsense", json!({}));
    server.notify("$/setTrace", json!({ "value": "off" }));
    lives(&mut server);
}

#[test]
fn encodings_follow_the_order_of_the_client() {
    for (offered, chosen, emoji) in [
        (json!(null), "utf-16", 2),
        (json!(["utf-8", "utf-16"]), "utf-8", 4),
        (json!(["utf-32"]), "utf-32", 1),
    ] {
        let general = json!({ "general": { "positionEncodings": offered } });
        let (mut server, answer) = Server::ready_for(json!({ "capabilities": general }));
        assert_eq!(answer["capabilities"]["positionEncoding"], chosen);
        server.open(A, "😀 حلب");
        server.change(A, 2, json!([{ "range": range(0, 0, emoji), "text": "في" }]));
        assert_eq!(server.text(A), "في حلب");
    }
}

// Bad input.

#[test]
fn bad_frames_are_skipped() {
    let mut server = Server::ready();
    for bad in [
        &b"nonsense\r\n\r\n"[..],
        b"Content-Length: many\r\n\r\n{}",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 99999999999\r\n\r\n{}",
        b"Content-Type: application/json\r\n\r\n",
        b"\x00\xff\xfe\r\n\r\n",
    ] {
        server.raw(bad);
        lives(&mut server);
        let error = server.find(|message| message["id"] == Value::Null && message.get("error").is_some());
        assert_eq!(code(&error), PARSE_ERROR);
    }
}

#[test]
fn headers_have_no_case_and_may_be_many() {
    let mut server = Server::ready();
    for header in [
        "content-length: {}\r\n\r\n",
        "CONTENT-LENGTH:{}\r\n\r\n",
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
        "Content-Length: {}\r\nX-Other: 1\r\n\r\n",
        "Content-Length: {}\n\n",
    ] {
        let body = r#"{"jsonrpc":"2.0","id":"h","method":"hashiya/busy","params":{"milliseconds":0}}"#;
        server.raw(header.replace("{}", &body.len().to_string()).as_bytes());
        server.raw(body.as_bytes());
        assert_eq!(server.find(|message| message["id"] == "h")["result"], true);
    }
}

#[test]
fn bad_bodies_are_answered() {
    let mut server = Server::ready();
    for (body, expected) in [
        (&b"{"[..], PARSE_ERROR),
        (b"", PARSE_ERROR),
        (b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\xfe\"}", PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"[1]", INVALID_REQUEST),
        (b"42", INVALID_REQUEST),
        (b"null", INVALID_REQUEST),
        (b"{}", INVALID_REQUEST),
        (br#"{"jsonrpc":"2.0","id":[],"method":"a"}"#, INVALID_REQUEST),
    ] {
        server.body(body);
        let error = server.find(|message| message["id"] == Value::Null && message.get("error").is_some());
        assert_eq!(code(&error), expected, "{}", String::from_utf8_lossy(body));
    }
    // An answer to a question never asked.
    server.body(br#"{"jsonrpc":"2.0","id":77,"result":null}"#);
    server.body(br#"{"jsonrpc":"2.0","id":78,"error":{"code":1,"message":"x"}}"#);
    lives(&mut server);
}

#[test]
fn a_batch_is_taken_one_by_one() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    server.body(
        json!([
            { "jsonrpc": "2.0", "id": "t", "method": "hashiya/text", "params": { "uri": A } },
            { "jsonrpc": "2.0", "method": "textDocument/didClose", "params": { "textDocument": { "uri": A } } },
            { "jsonrpc": "2.0", "id": "u", "method": "hashiya/text", "params": { "uri": A } },
        ])
        .to_string()
        .as_bytes(),
    );
    assert_eq!(server.find(|message| message["id"] == "t")["result"]["text"], "حلب");
    assert_eq!(server.find(|message| message["id"] == "u")["result"], Value::Null);
}

#[test]
fn half_an_emoji_loses_nothing() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    let change =
        json!({ "textDocument": { "uri": A, "version": 2 }, "contentChanges": [{ "text": "HALF!" }] });
    let body = json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": change });
    server.body(body.to_string().replace("HALF", "\\ud83d").as_bytes());
    assert_eq!(server.text(A), "\u{fffd}!");
}

#[test]
fn bad_parameters_are_refused() {
    let mut server = Server::ready();
    assert_eq!(code(&server.ask("textDocument/hover", json!({}))), -32602);
    assert_eq!(code(&server.ask("textDocument/hover", json!([]))), -32602);
    server.notify("textDocument/didOpen", json!({ "textDocument": 5 }));
    server.notify("textDocument/didChange", json!(null));
    assert_eq!(
        code(&server.ask("workspace/executeCommand", json!({ "command": "nonsense", "arguments": [] }))),
        -32602
    );
    lives(&mut server);
}

// Documents.

#[test]
fn positions_out_of_range_are_clamped() {
    let mut server = Server::ready();
    server.open(A, "ab\r\ncd");
    let far = 4_000_000_000_u32;
    server.change(A, 2, json!([{ "range": range(0, far, far), "text": "!" }]));
    assert_eq!(server.text(A), "ab!\r\ncd");
    server.change(A, 3, json!([{ "range": range(far, far, far), "text": "?" }]));
    assert_eq!(server.text(A), "ab!\r\ncd?");
    let back = json!({ "start": { "line": 1, "character": 1 }, "end": { "line": 0, "character": 1 } });
    server.change(A, 4, json!([{ "range": back, "text": "" }]));
    assert_eq!(server.text(A), "ad?");
    for (line, character) in [(0, far), (far, 0), (far, far)] {
        let hover = server.hover(A, line, character);
        assert!(server.answer(hover).get("error").is_none());
        let at = range(line, 0, character);
        let context = json!({ "diagnostics": [] });
        let params = json!({ "textDocument": { "uri": A }, "range": at, "context": context });
        assert!(server.ask("textDocument/codeAction", params).get("error").is_none());
    }
}

#[test]
fn an_unknown_document_is_no_fault() {
    let mut server = Server::ready();
    server.change(A, 2, json!([{ "text": "x" }]));
    server.close(A);
    let hover = server.hover(A, 0, 0);
    assert_eq!(server.answer(hover)["result"], Value::Null);
    assert_eq!(server.text(A), Value::Null);
}

#[test]
fn unusual_texts_arrive_unchanged() {
    let mut server = Server::ready();
    for text in [
        "",
        "\n",
        "\r",
        "a\r\nb\rc\nd",
        "a\u{2028}b\u{2029}c\u{85}d\u{b}e",
        "بلا سطر أخير",
        "😀👨‍👩‍👧",
        "\u{202b}حلب\u{202c}\u{200f}",
        "مُحَمَّدٌ",
        "\u{feff}BOM",
        "\u{0}\u{1}\u{7f}",
        "علي\u{a0}حسن",
    ] {
        server.open(A, text);
        assert_eq!(server.text(A), text);
        let end = u32::try_from(text.encode_utf16().count()).unwrap();
        server.change(A, 2, json!([{ "range": range(99, end, end), "text": "." }]));
        assert_eq!(server.text(A), format!("{text}."));
        server.close(A);
    }
}

#[test]
fn lines_end_where_the_protocol_says() {
    let mut server = Server::ready();
    server.open(A, "a\r\nb\rc\nd\u{2028}e");
    server.change(A, 2, json!([{ "range": range(3, 2, 3), "text": "!" }]));
    assert_eq!(server.text(A), "a\r\nb\rc\nd\u{2028}!");
}

#[test]
fn every_kind_of_name_is_kept() {
    let mut server = Server::ready();
    for uri in [
        "file:///articles/two%20words.txt",
        "file:///articles/%D9%85%D9%82%D8%A7%D9%84.txt",
        "file:///c%3A/articles/a.txt",
        "file:///articles/100%25.txt",
        "untitled:Untitled-1",
        "untitled:/articles/new.txt",
        "vscode-notebook-cell:/articles/a.ipynb#W0",
    ] {
        server.open(uri, "حلب");
        assert_eq!(server.text(uri), "حلب");
        assert_eq!(server.notification("textDocument/publishDiagnostics")["uri"], uri);
        server.close(uri);
        let cleared = server.notification("textDocument/publishDiagnostics");
        assert_eq!(cleared, json!({ "uri": uri, "diagnostics": [] }));
    }
}

#[test]
fn opening_twice_takes_the_later_text() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    server.open(A, "بيروت");
    assert_eq!(server.text(A), "بيروت");
}

// Diagnostics.

#[test]
fn diagnostics_are_pushed_with_the_version_they_belong_to() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    assert_eq!(server.notification("textDocument/publishDiagnostics")["version"], 1);
    for version in 2..20 {
        server.change(A, version, json!([{ "range": range(0, 0, 0), "text": "x" }]));
        assert_eq!(server.notification("textDocument/publishDiagnostics")["version"], version);
    }
}

#[test]
fn the_last_version_of_a_burst_is_published_and_none_after_a_newer() {
    let mut server = Server::ready();
    server.open(A, "حلب");
    for version in 2..200 {
        server.change(A, version, json!([{ "range": range(0, 0, 0), "text": "x" }]));
    }
    let mut last = 0;
    while last < 199 {
        let version = server.notification("textDocument/publishDiagnostics")["version"].as_i64().unwrap();
        assert!(version > last);
        last = version;
    }
}

#[test]
fn nothing_is_published_for_a_closed_document() {
    let mut server = Server::ready();
    for _ in 0..100 {
        server.open(A, "حلب");
        server.change(A, 2, json!([{ "text": "بيروت" }]));
        server.close(A);
    }
    server.ask("shutdown", Value::Null);
    server.notify("exit", Value::Null);
    assert_eq!(server.status(), Some(0));
    let versions: Vec<_> = server
        .rest()
        .iter()
        .filter(|message| message["method"] == "textDocument/publishDiagnostics")
        .map(|message| message["params"]["version"].clone())
        .collect();
    // One clearing list for each round, and what was published for a round stands before it.
    let rounds: Vec<_> = versions.split(Value::is_null).collect();
    assert_eq!(rounds.len(), 101);
    assert!(rounds.iter().all(|round| round.len() <= 2));
    assert!(rounds[100].is_empty());
}

#[test]
fn a_client_that_pulls_gets_no_push() {
    let capabilities = json!({ "textDocument": { "diagnostic": {}, "publishDiagnostics": {} } });
    let (mut server, answer) = Server::ready_for(json!({ "capabilities": capabilities }));
    assert!(answer["capabilities"]["diagnosticProvider"].is_object());
    server.open(A, "حلب");
    let document = json!({ "uri": A });
    let first = server.ask("textDocument/diagnostic", json!({ "textDocument": document }));
    assert_eq!(first["result"]["kind"], "full");
    let known = &first["result"]["resultId"];
    let params = json!({ "textDocument": document, "previousResultId": known });
    let second = server.ask("textDocument/diagnostic", params);
    assert_eq!(second["result"]["kind"], "unchanged");
    assert_eq!(&second["result"]["resultId"], known);
    let unknown = server.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": B } }));
    assert_eq!(unknown["result"]["items"], json!([]));
    server.close(A);
    server.ask("shutdown", Value::Null);
    server.notify("exit", Value::Null);
    assert_eq!(server.status(), Some(0));
    assert!(server.rest().iter().all(|message| message["method"] != "textDocument/publishDiagnostics"));
}
