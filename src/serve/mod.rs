//! The preview: a site in memory, a server on this machine that answers from it, and a watcher that has it made anew
//! when a file is saved. What stands in the browser comes from finished sites only.
//!
//! One thread ([`rebuild`]) reads, builds and puts finished sites into the [`State`]; the server ([`http`]) answers from
//! there, and never waits for a build but the first.
//!
//! Every change is one turn: [`watch`] hears of it and waits until the disk is quiet, [`snapshot`] reads the whole project
//! and compares it with the last reading, [`Session::turn`](crate::session::Session::turn) builds, and [`state`] exchanges
//! the site. Unchanged files are known by their content, never by their times. A site with errors is not shown; the
//! terminal and open pages show the errors.

mod access;
mod answer;
mod http;
mod preview;
mod rebuild;
mod snapshot;
mod state;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

use crate::refusal::Refusal;

pub(crate) use preview::{Preview, Reporter};
use state::State;

/// The port where none is asked for, and how many behind it are tried.
const PORT: u16 = 1111;
const PORTS: u16 = 100;

/// Where the preview will answer.
///
/// # Errors
/// In words for the user: nobody can listen there.
pub(crate) fn listen(interface: IpAddr, port: Option<u16>) -> Result<TcpListener, Refusal> {
    let bind = |port: u16| TcpListener::bind(SocketAddr::new(interface, port));
    let failed = |port: u16, error: &io::Error| {
        Refusal::from(format!("can't listen on {}: {error}", SocketAddr::new(interface, port)))
    };
    if let Some(port) = port {
        return bind(port).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "port {port} of {interface} is in use, perhaps by another preview; name another with --port, or leave \
                 --port out for the next free one"
            )
            .into(),
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
    Err(format!("ports {PORT} to {} of {interface} are all in use; name a free one with --port", PORT + PORTS - 1)
        .into())
}

/// Shows the preview until the user ends it.
///
/// # Errors
/// In words for the user: the system does not let us serve.
pub(crate) fn run(
    preview: Preview,
    listener: TcpListener,
    reporter: impl Reporter + Sync + 'static,
) -> Result<(), Refusal> {
    let failed = |error: io::Error| Refusal::from(format!("can't serve the preview: {error}"));
    let address = listener.local_addr().map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let state = Arc::new(State::new(address));
    let shown = Arc::clone(&state);
    let thread = std::thread::Builder::new().name("rebuild".to_owned());
    thread.spawn(move || rebuild::work(preview, &shown, &reporter)).map_err(failed)?;
    http::serve(listener, state).map_err(failed)
}
