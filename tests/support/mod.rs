//! A small LSP client over pipes to the real process.
//!
//! It never sleeps and asserts no time: whatever is waited for comes, or the watchdog ends the test.
#![allow(dead_code, reason = "each test program uses its part")]
#![expect(clippy::needless_pass_by_value, reason = "`json!` at every call is a value")]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// Far longer than anything takes on the slowest machine.
pub const WATCHDOG: Duration = Duration::from_secs(20);
/// Milliseconds of work that outlasts the watchdog: a test that waits for its end fails.
const FOR_EVER: u64 = 60_000;

/// The server and what it has said that nobody asked for yet.
pub struct Server {
    child: Option<Child>,
    input: Option<ChildStdin>,
    output: Option<ChildStdout>,
    messages: Option<Receiver<Value>>,
    unread: VecDeque<Value>,
    next_id: i64,
}

impl Server {
    /// Started, not initialised.
    pub fn start(arguments: &[&str]) -> Self {
        let mut server = Self::deaf(arguments);
        server.listen();
        server
    }

    /// Started by a client that reads nothing until it [listens](Self::listen).
    pub fn deaf(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hashiya"))
            .arg("lsp")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            input: child.stdin.take(),
            output: child.stdout.take(),
            child: Some(child),
            messages: None,
            unread: VecDeque::new(),
            next_id: 1,
        }
    }

    /// Initialised by a client that can do nothing special.
    pub fn ready() -> Self {
        Self::ready_for(json!({ "capabilities": {} })).0
    }

    /// Initialised with `params`; also what the server answered.
    pub fn ready_for(params: Value) -> (Self, Value) {
        let mut server = Self::start(&["--stdio"]);
        let answer = server.ask("initialize", params);
        server.notify("initialized", json!({}));
        (server, answer["result"].clone())
    }

    /// Starts reading.
    pub fn listen(&mut self) {
        let mut output = BufReader::new(self.output.take().unwrap());
        let (tell, messages) = channel();
        self.messages = Some(messages);
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if tell.send(message).is_err() {
                    return;
                }
            }
        });
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// Sends a body in a good frame.
    pub fn body(&mut self, body: &[u8]) {
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend_from_slice(body);
        self.raw(&frame);
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.body(json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string().as_bytes());
    }

    /// Sends a request and returns its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.body(request.to_string().as_bytes());
        id
    }

    /// The answer to the request `id`, whatever comes before it.
    pub fn answer(&mut self, id: i64) -> Value {
        self.find(|message| message.get("method").is_none() && message["id"] == id)
    }

    /// Sends a request and waits for its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// The next notification of this name, whatever comes before it.
    pub fn notification(&mut self, method: &str) -> Value {
        self.find(|message| message["method"] == method)["params"].clone()
    }

    /// The first message that fits, read before or to come; the others stay unread.
    pub fn find(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&fits) {
            return self.unread.remove(at).unwrap();
        }
        loop {
            let message = self.read();
            if fits(&message) {
                return message;
            }
            self.unread.push_back(message);
        }
    }

    /// True when a message that fits was read already; nothing is waited for.
    pub fn has(&self, fits: impl Fn(&Value) -> bool) -> bool {
        self.unread.iter().any(fits)
    }

    /// All messages unread so far, and everything until the output ends.
    pub fn rest(&mut self) -> Vec<Value> {
        let mut rest: Vec<_> = self.unread.drain(..).collect();
        while let Ok(message) = self.messages.as_ref().unwrap().recv_timeout(WATCHDOG) {
            rest.push(message);
        }
        rest
    }

    fn read(&mut self) -> Value {
        let messages = self.messages.as_ref().unwrap();
        messages.recv_timeout(WATCHDOG).unwrap_or_else(|error| {
            panic!("nothing more from the server ({error}); unread: {:#?}", self.unread)
        })
    }

    /// Opens a plain text document.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Changes a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Asks for a hover and returns the request's id.
    pub fn hover(&mut self, uri: &str, line: u32, character: u32) -> i64 {
        let position = json!({ "line": line, "character": character });
        self.request("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": position }))
    }

    /// Starts work that does not end by itself, on the analysis of `uri` where one is given; it has begun when this
    /// returns the request's id.
    pub fn busy(&mut self, uri: Option<&str>) -> i64 {
        let id = self.request("hashiya/busy", json!({ "milliseconds": FOR_EVER, "uri": uri }));
        self.notification("hashiya/busy");
        id
    }

    /// Cancels a request.
    pub fn cancel(&mut self, id: i64) {
        self.notify("$/cancelRequest", json!({ "id": id }));
    }

    /// The text of a document as the server has it.
    pub fn text(&mut self, uri: &str) -> Value {
        self.ask("hashiya/text", json!({ "uri": uri }))["result"]["text"].clone()
    }

    /// Ends the server's input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the process to end by itself; its status.
    pub fn status(&mut self) -> Option<i32> {
        let mut child = self.child.take().unwrap();
        let pid = child.id();
        let (tell, ended) = channel();
        thread::spawn(move || tell.send(child.wait()));
        let Ok(status) = ended.recv_timeout(WATCHDOG) else {
            kill(pid);
            panic!("the server does not end");
        };
        status.unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn kill(pid: u32) {
    #[cfg(unix)]
    if let Some(pid) = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = pid;
}

/// Runs `work` under the watchdog.
pub fn in_time<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (tell, done) = channel();
    thread::spawn(move || tell.send(work()));
    done.recv_timeout(WATCHDOG).unwrap_or_else(|_| panic!("{what} takes for ever"))
}

/// A range within one line.
pub fn range(line: u32, from: u32, to: u32) -> Value {
    json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } })
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length.unwrap()];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}
