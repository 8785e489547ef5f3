//! The preview: a site in memory, a server on this machine that answers from it, and a watcher that has it made anew
//! when a file is saved. What stands in the browser comes from finished sites only.
//!
//! One thread ([`author`]) reads, builds and puts finished sites into the [`State`]; the server ([`http`]) answers from
//! there, and never waits for a build but the first.

mod answer;
mod author;
mod gate;
mod http;
mod look;
mod state;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::pipeline::Options;
use crate::render::Progress;
use crate::session::Turn;
use crate::source::Sources;
use state::State;

/// The port where none is asked for, and how many behind it are tried.
const PORT: u16 = 1111;
const PORTS: u16 = 100;

/// What is to be shown, and where.
#[derive(Debug)]
pub(crate) struct Preview {
    /// The project's folder and settings file.
    pub(crate) root: PathBuf,
    pub(crate) settings: PathBuf,
    /// How it is built; the address is filled in.
    pub(crate) options: Options,
    /// Look for changes instead of waiting to be told.
    pub(crate) poll: bool,
    /// Show it in the browser.
    pub(crate) open: bool,
}

/// Is told what happens.
pub(crate) trait Reporter: Progress + Send {
    /// A file may have changed; the project is read again.
    fn wake(&self);
    /// It did, and the work begins. Names no file the first time.
    fn begin(&self, changed: &[String]);
    /// It is done: `changed` files of the site are other than before.
    fn turn(&self, turn: &Turn, sources: &Sources, changed: usize);
    /// The project can't be read at all.
    fn unreadable(&self, why: &str);
    /// The preview stands at an address.
    fn ready(&self, url: &str);
    /// Something that the user should know, and that stops nothing.
    fn notice(&self, what: &str);
}

/// Where the preview will answer.
///
/// # Errors
/// In words for the user: nobody can listen there.
pub(crate) fn listen(interface: IpAddr, port: Option<u16>) -> Result<TcpListener, String> {
    let bind = |port: u16| TcpListener::bind(SocketAddr::new(interface, port));
    let failed =
        |port: u16, error: &io::Error| format!("can't listen on {}: {error}", SocketAddr::new(interface, port));
    if let Some(port) = port {
        return bind(port).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "port {port} of {interface} is in use, perhaps by another preview; name another with --port, or leave \
                 --port out for the next free one"
            ),
            _ => failed(port, &error),
        });
    }
    for port in PORT..PORT + PORTS {
        match bind(port) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(failed(port, &error)),
            Ok(listener) => return Ok(listener),
        }
    }
    Err(format!("ports {PORT} to {} of {interface} are all in use; name a free one with --port", PORT + PORTS - 1))
}

/// Shows the preview until the user ends it.
///
/// # Errors
/// In words for the user: the system does not let us serve.
pub(crate) fn run(
    preview: Preview,
    listener: TcpListener,
    reporter: impl Reporter + Sync + 'static,
) -> Result<(), String> {
    let failed = |error: io::Error| format!("can't serve the preview: {error}");
    let address = listener.local_addr().map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let state = Arc::new(State::new(address));
    let shown = Arc::clone(&state);
    let thread = std::thread::Builder::new().name("author".to_owned());
    thread.spawn(move || author::work(preview, &shown, &reporter)).map_err(failed)?;
    http::serve(listener, state).map_err(failed)
}

/// The address that a browser on this machine finds the preview at.
fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

/// Saving a file makes several changes; the work begins when nothing was heard for so long.
const SILENCE: Duration = Duration::from_millis(8);
/// It begins then, whatever is heard.
const PATIENCE: Duration = Duration::from_millis(60);
/// How often changes are looked for where the system does not tell of them.
const ROUND: Duration = Duration::from_millis(500);
/// A site that takes longer to make is shown page by page: first those that somebody looks at.
const LONG: Duration = Duration::from_millis(100);
