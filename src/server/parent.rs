//! Watches the process that started us: a language server without its editor is a leak.
//!
//! The end of input says the same in most cases, but not when another process inherited our pipe.

use std::thread;
use std::time::Duration;

/// How often to look. Twice a second costs nothing and leaves no orphan that a user would notice.
const EVERY: Duration = Duration::from_millis(500);

/// Calls `gone` once the process `pid` has ended; at once when it does not exist, as the protocol asks.
pub fn watch(pid: u32, gone: impl FnOnce() + Send + 'static) {
    let Some(process) = Process::find(pid) else {
        tracing::warn!("the process {pid} to watch does not exist");
        return gone();
    };
    thread::spawn(move || {
        while process.lives() {
            thread::sleep(EVERY);
        }
        tracing::info!("the process {pid} that started us has ended");
        gone();
    });
}

#[cfg(unix)]
struct Process {
    pid: rustix::process::Pid,
    /// When it started, in the kernel's own count: another process may get the same number later.
    started: Option<String>,
}

#[cfg(unix)]
impl Process {
    fn find(pid: u32) -> Option<Self> {
        let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw)?;
        let process = Self { pid, started: stat(pid).map(|stat| stat.started) };
        process.lives().then_some(process)
    }

    fn lives(&self) -> bool {
        // A process of another user answers "not permitted", which is a sign of life.
        if rustix::process::test_kill_process(self.pid) == Err(rustix::io::Errno::SRCH) {
            return false;
        }
        // A zombie still answers, though its editor is gone; only its parent has not asked for its status yet.
        stat(self.pid).is_none_or(|stat| {
            !matches!(stat.state, 'Z' | 'X')
                && self.started.as_ref().is_none_or(|started| *started == stat.started)
        })
    }
}

#[cfg(unix)]
struct Stat {
    state: char,
    started: String,
}

/// State and start time as Linux tells them; `None` on systems without `/proc`, where only death is seen.
#[cfg(unix)]
fn stat(pid: rustix::process::Pid) -> Option<Stat> {
    let text = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    // The second field is the name in brackets and may hold anything, brackets and spaces too.
    let mut fields = text.get(text.rfind(')')? + 1..)?.split_whitespace();
    let state = fields.next()?.chars().next()?;
    Some(Stat { state, started: fields.nth(18)?.to_owned() })
}

/// Elsewhere than on Unix asking after a process needs unsafe code, which this crate forbids; there the end of input,
/// which closes with the editor, has to do.
#[cfg(not(unix))]
struct Process;

#[cfg(not(unix))]
impl Process {
    fn find(_: u32) -> Option<Self> {
        Some(Self)
    }

    fn lives(&self) -> bool {
        true
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::{Command, Stdio};
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn sees_life_zombies_and_death() {
        let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let process = Process::find(child.id()).unwrap();
        assert!(process.lives());
        let (tell, told) = channel();
        watch(child.id(), move || tell.send(()).unwrap());
        child.kill().unwrap();
        // Not yet waited for: a zombie where /proc tells, else still alive.
        if std::path::Path::new("/proc/self/stat").exists() {
            told.recv_timeout(Duration::from_secs(20)).unwrap();
        }
        child.wait().unwrap();
        assert!(!process.lives());
        assert!(Process::find(child.id()).is_none());
    }

    #[test]
    fn impossible_numbers_are_no_process() {
        assert!(Process::find(0).is_none());
        assert!(Process::find(u32::MAX).is_none());
    }
}
