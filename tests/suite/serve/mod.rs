//! `vejviser serve`: the real program, asked as a browser would.

mod answers;
mod changes;
mod edits;
mod foreign;
mod program;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::support::TestSite;

/// Nothing here takes as long; whoever waits so long waits in vain.
const GUARD: Duration = Duration::from_mins(2);

/// Saves a file at once, as most editors do: nobody finds half of it, however slow the machine is.
pub fn save(site: &TestSite, path: &str, text: impl AsRef<[u8]>) {
    let file = site.path(path);
    std::fs::create_dir_all(file.parent().expect("a file stands in a folder")).expect("its folder");
    let beside = site.temp().join("saved");
    std::fs::write(&beside, text).expect("a file is written");
    std::fs::rename(&beside, &file).expect("it takes its place");
}

/// A preview that runs until the test ends.
pub struct Preview {
    child: Child,
    said: Receiver<String>,
    /// All that was said up to now.
    pub log: String,
    client: Client,
}

/// Asks a preview.
#[derive(Clone, Default)]
pub struct Client {
    /// Host and port.
    pub host: String,
}

impl std::ops::Deref for Preview {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// By name in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    /// A page as the site has it: without the element that keeps it up to date.
    #[track_caller]
    pub fn page(&self) -> String {
        let text = self.text();
        let start =
            text.find("<script src=\"/_vejviser/").unwrap_or_else(|| panic!("no script of the preview in {text}"));
        let end = text[start..].find("</script>\n").expect("the element ends") + start + "</script>\n".len();
        format!("{}{}", &text[..start], &text[end..])
    }
}

/// The channel of an open page.
pub struct News(BufReader<TcpStream>);

impl News {
    /// What is told next.
    pub fn next(&mut self) -> Value {
        let begin = std::time::Instant::now();
        loop {
            // Signs of life come all the time.
            assert!(begin.elapsed() < GUARD, "there is no news");
            let mut line = String::new();
            let read = self.0.read_line(&mut line).expect("the channel is open, and there is news");
            assert!(read > 0, "the channel has ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data.trim_end()).expect("JSON");
            }
        }
    }

    /// The first news that `wanted` says yes to.
    pub fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let news = self.next();
            if wanted(&news) {
                return news;
            }
        }
    }

    /// Waits until the answer to `path` holds `text`.
    pub fn shows(&mut self, preview: &Client, path: &str, text: &str) {
        while !preview.get(path).text().contains(text) {
            self.next();
        }
    }

    /// The diagnostics of the first news that has any.
    pub fn trouble(&mut self) -> String {
        let news = self.until(|news| !news["trouble"].is_null());
        news["trouble"]["text"].as_str().expect("a text").to_owned()
    }

    /// Waits for a site that is newer than `generation`, without faults; returns its own.
    pub fn newer_than(&mut self, generation: u64) -> u64 {
        let news = self.until(|news| news["trouble"].is_null() && news["generation"].as_u64() > Some(generation));
        news["generation"].as_u64().expect("a number")
    }
}

impl Preview {
    /// Starts the program on a free port and waits until it is ready.
    pub fn of(site: &TestSite) -> Self {
        Self::with(site, &["-p", "0"])
    }

    /// The same with these flags.
    pub fn with(site: &TestSite, flags: &[&str]) -> Self {
        let mut command = site.command();
        command.arg("serve").args(flags).stderr(Stdio::piped()).stdout(Stdio::null());
        Self::spawn(command)
    }

    pub fn spawn(mut command: std::process::Command) -> Self {
        let mut child = command.spawn().expect("the program starts");
        let stderr = BufReader::new(child.stderr.take().expect("its messages"));
        let (sender, said) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut preview = Preview { child, said, log: String::new(), client: Client::default() };
        let line = preview.hears("open http://");
        let host = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        host.expect("an address").clone_into(&mut preview.client.host);
        preview
    }

    /// Waits until the program has said a line that holds `text`, and returns it.
    #[track_caller]
    pub fn hears(&mut self, text: &str) -> String {
        loop {
            let Ok(line) = self.said.recv_timeout(GUARD) else { panic!("expected {text:?} in\n{}", self.log) };
            self.log += &format!("{line}\n");
            if line.contains(text) {
                return line;
            }
        }
    }

    /// The program's number, for signals.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the end of the program; its exit code.
    pub fn ends(&mut self) -> Option<i32> {
        let status = self.child.wait().expect("the program ends");
        status.code()
    }
}

impl Client {
    pub fn url(&self) -> String {
        format!("http://{}", self.host)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// A request with its own address as the host, and more headers.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let more: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let more = more.concat();
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}\r\n", self.host))
    }

    /// Any bytes at all.
    pub fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("the request is taken");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the answer ends");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("the headers end");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("headers are text");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": ")).map(|(k, v)| (k.to_lowercase(), v.to_owned()));
        Answer { status: status.expect("a status"), headers: headers.collect(), body: bytes[end + 4..].to_vec() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("the preview listens");
        stream.set_read_timeout(Some(GUARD)).expect("a guard");
        stream
    }

    /// Opens the channel of a page.
    pub fn news(&self, page: &str) -> News {
        let mut stream = self.connect();
        let request = format!("GET /_vejviser/news{page} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        stream.write_all(request.as_bytes()).expect("the request is taken");
        News(BufReader::new(stream))
    }

    /// The number that a page carries.
    pub fn generation(&self, path: &str) -> u64 {
        let page = self.get(path);
        let rest = page.text().split("data-generation=\"").nth(1).expect("a page of the preview");
        rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
