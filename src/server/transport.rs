//! The loop: messages in wire order, nothing that can stop it.
//!
//! Three kinds of thread. The reader only reads and queues. The loop, on the caller's thread, calls the service for
//! one message after the other and polls each answer once, so that handlers which change a document before their
//! first await are applied in wire order; what is not finished then goes on in the runtime. The writer only writes.
//! No thread ever waits for another: every queue is without bound, and every computation is elsewhere.
//!
//! A panic in a handler is caught at the future that had it and answered as an internal error.

use std::any::Any;
use std::future::Future;
use std::io::{self, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use futures::{FutureExt, Sink, StreamExt};
use serde_json::json;
use tokio::runtime::{Builder, Runtime};
use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, Loopback, LspService};

use super::backend::Backend;
use super::frame::{Frame, Frames};
use super::message::{self, Message};
use super::outbox::Outbox;
use super::parent;
use super::requests::initialize;
use super::session::Session;

/// Async threads. They only route; work is done on blocking threads.
const THREADS: usize = 2;
/// How long to wait at the end for what is queued to be written; the process has to be gone within 50 ms.
const LAST_WORDS: Duration = Duration::from_millis(20);

/// What the command line says about the connection.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The process that started us, where its end has to be ours.
    pub client_process: Option<u32>,
}

/// Everything that can happen to the loop.
enum Event {
    /// The client said something.
    Message(Message),
    /// The client has closed our input.
    InputEnded,
    /// The client's process is gone.
    ClientEnded,
    /// The handler of this request panicked; the service still believes it is at work and the client waits.
    Panicked(Id),
}

/// Serves one client until it leaves; returns the exit status.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    options: Options,
) -> io::Result<u8> {
    let runtime = Builder::new_multi_thread().worker_threads(THREADS).enable_time().build()?;
    let outbox = Outbox::start(output);
    let session = Arc::new(Session::new(outbox.clone(), runtime.handle().clone()));
    let (sender, receiver) = channel();
    let events = Events(sender);
    if let Some(pid) = options.client_process {
        events.watch_client(pid);
    }
    let reader = events.clone();
    thread::spawn(move || read(input, &reader));

    let status = Loop::new(&runtime, Arc::clone(&session), events).run(&receiver);
    outbox.flush(LAST_WORDS);
    // Work in flight is left where it stands: the process ends with us.
    runtime.shutdown_background();
    Ok(status)
}

/// Where events are told; clones are cheap.
#[derive(Clone)]
pub struct Events(Sender<Event>);

impl Events {
    /// Ends the loop when the process `pid` ends. Zero is no process.
    pub fn watch_client(&self, pid: u32) {
        if pid != 0 {
            let events = self.clone();
            parent::watch(pid, move || events.tell(Event::ClientEnded));
        }
    }

    fn tell(&self, event: Event) {
        // Without a loop to hear it the process is about to end.
        let _ = self.0.send(event);
    }
}

fn read(input: impl Read, events: &Events) {
    let mut frames = Frames::new(BufReader::with_capacity(64 << 10, input));
    loop {
        match frames.next() {
            Frame::Body(body) => {
                for message in message::parse(&body) {
                    events.tell(Event::Message(message));
                }
            }
            Frame::Bad => events.tell(Event::Message(message::parse_error())),
            Frame::End => return events.tell(Event::InputEnded),
        }
    }
}

struct Loop<'a> {
    runtime: &'a Runtime,
    session: Arc<Session>,
    service: LspService<Backend>,
    responses: <ClientSocket as Loopback>::ResponseSink,
    events: Events,
}

impl<'a> Loop<'a> {
    fn new(runtime: &'a Runtime, session: Arc<Session>, events: Events) -> Self {
        let backend = Backend { session: Arc::clone(&session), events: events.clone() };
        let (service, socket): (LspService<Backend>, ClientSocket) = service(backend);
        let (mut requests, responses) = socket.split();
        let outbox = session.outbox.clone();
        runtime.spawn(async move {
            while let Some(request) = requests.next().await {
                outbox.request(&request);
            }
        });
        Self { runtime, session, service, responses, events }
    }

    /// Until there is a reason to leave; then the exit status.
    fn run(mut self, events: &Receiver<Event>) -> u8 {
        let runtime = self.runtime;
        let _entered = runtime.enter();
        // The loop holds a sender itself, so the queue cannot end.
        while let Ok(event) = events.recv() {
            match event {
                Event::Message(Message::Request(request)) if request.method() == "exit" => break,
                Event::Message(Message::Request(request)) => self.call(request),
                Event::Message(Message::Response(response)) => self.route(response),
                Event::Message(Message::Bad(answer)) => self.session.outbox.respond(&answer),
                Event::Panicked(id) => self.give_up(id),
                Event::InputEnded | Event::ClientEnded => break,
            }
        }
        self.session.status()
    }

    fn call(&mut self, request: Request) {
        let mut answer = Answer {
            method: request.method().to_owned(),
            id: request.id().cloned(),
            session: Arc::clone(&self.session),
            events: self.events.clone(),
        };
        let request = initialize::mend(request);
        let called = catch_unwind(AssertUnwindSafe(|| self.service.call(request)));
        let handler = match called {
            Ok(handler) => AssertUnwindSafe(handler).catch_unwind(),
            Err(panic) => return answer.panicked(&*panic),
        };
        let mut task: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(async move {
            match handler.await {
                Ok(Ok(response)) => answer.send(response),
                // Only after `exit`, which the service never gets to see.
                Ok(Err(exited)) => tracing::error!("{exited}"),
                Err(panic) => answer.panicked(&*panic),
            }
        });
        // A wake between here and the spawned task's own first poll is not lost: that poll looks again.
        if task.as_mut().poll(&mut Context::from_waker(Waker::noop())) == Poll::Pending {
            self.runtime.spawn(task);
        }
    }

    /// Hands the client's answer to whoever asked. Nobody waiting any more is a panic in the library.
    fn route(&mut self, response: Response) {
        let responses = Pin::new(&mut self.responses);
        if catch_unwind(AssertUnwindSafe(|| responses.start_send(response))).is_err() {
            tracing::debug!("an answer came for which nobody waits");
        }
    }

    /// Answers a request whose handler panicked. The service forgets a request when its future ends; one that unwound
    /// would keep its id for ever, so it is forgotten first: the client may use the id again once it is answered.
    fn give_up(&mut self, id: Id) {
        self.call(Request::build("$/cancelRequest").params(json!({ "id": &id })).finish());
        self.session.outbox.refuse(id, Error::internal_error());
    }
}

/// What becomes of one request.
struct Answer {
    method: String,
    id: Option<Id>,
    session: Arc<Session>,
    events: Events,
}

impl Answer {
    fn send(&mut self, response: Option<Response>) {
        match (response, self.id.take()) {
            (Some(response), _) => self.session.outbox.respond(&response),
            // The service keeps silent about unknown methods that start with "$/", even when they are requests.
            (None, Some(id)) => self.session.outbox.refuse(id, Error::method_not_found()),
            (None, None) => {}
        }
    }

    fn panicked(&mut self, panic: &(dyn Any + Send)) {
        let why = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("unknown");
        tracing::error!("{} panicked: {why}", self.method);
        self.session.report(&format!("{} failed", self.method));
        if let Some(id) = self.id.take() {
            self.events.tell(Event::Panicked(id));
        }
    }
}

#[cfg(debug_assertions)]
fn service(backend: Backend) -> (LspService<Backend>, ClientSocket) {
    super::probe::build(|| backend)
}

#[cfg(not(debug_assertions))]
fn service(backend: Backend) -> (LspService<Backend>, ClientSocket) {
    LspService::new(|_| backend)
}
