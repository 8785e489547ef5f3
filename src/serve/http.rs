//! The server (doors: axum, tokio): requests in, answers out, and the channel that brings news to open pages.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body as AxumBody, Bytes};
use axum::extract::{Request, State as Given};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::Notify;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use super::access;
use super::answer::{self, Answer, Body};
use super::state::{Shown, State};

/// Sent with every answer. What a page may load, its own security line says; here is who may use what is sent: no other
/// site may show it in a frame or load it, nobody may keep it, and browsers trust its content type.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::REFERRER_POLICY, "same-origin"),
];

/// Answers until the user ends the program.
pub(super) fn serve(listener: TcpListener, state: Arc<State>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let stop = stop()?;
        let router = Router::new()
            .route(&format!("{}/{{*page}}", answer::NEWS), axum::routing::get(news))
            .route(&format!("{}/", answer::NEWS), axum::routing::get(news))
            .fallback(site)
            .layer(middleware::from_fn_with_state(Arc::clone(&state), guard))
            .with_state(state);
        tokio::spawn(async move { axum::serve(listener, router).await });
        stop.notified().await;
        Ok(())
    });
    // Open pages hold their channel as long as they are open; nobody waits for them.
    runtime.shutdown_background();
    ended
}

/// Is notified when the user, or the system, ends the program.
fn stop() -> io::Result<Arc<Notify>> {
    let stop = Arc::new(Notify::new());
    let interrupted = Arc::clone(&stop);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            interrupted.notify_one();
        }
    });
    #[cfg(unix)]
    {
        let mut signal = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        let terminated = Arc::clone(&stop);
        tokio::spawn(async move {
            signal.recv().await;
            terminated.notify_one();
        });
    }
    Ok(stop)
}

/// Checks the headers of a request.
fn check(state: &State, request: &Request) -> Result<(), access::Refusal> {
    let text = |name: HeaderName| {
        let mut values = request.headers().get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => None,
            // An unreadable or doubled value is nobody's own address.
            (Some(one), None) => Some(one.to_str().unwrap_or("?")),
            _ => Some("?"),
        }
    };
    let asked = access::Request {
        method: request.method().as_str(),
        host: text(header::HOST),
        origin: text(header::ORIGIN),
        site: text(HeaderName::from_static("sec-fetch-site")),
        mode: text(HeaderName::from_static("sec-fetch-mode")),
    };
    access::check(state.address, asked)
}

/// Lets nothing through that has no business here, and puts the headers on every answer.
async fn guard(Given(state): Given<Arc<State>>, request: Request, next: Next) -> Response {
    let mut response = match check(&state, &request) {
        Ok(()) => next.run(request).await,
        Err((status, why)) => response(Answer::line(status, why), false),
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A file of the site.
async fn site(Given(state): Given<Arc<State>>, request: Request) -> Response {
    let path = request.uri().path();
    let shown = state.shown(|shown| answer::is_ready(shown, path)).await;
    let head = request.method() == Method::HEAD;
    response(answer::answer(&shown, &state.instance, path), head)
}

fn response(answer: Answer, head: bool) -> Response {
    let bytes = match answer.body {
        Body::Shared(bytes) => Bytes::from_owner(bytes),
        Body::Own(bytes) => Bytes::from(bytes),
    };
    let length = bytes.len();
    let mut response = Response::new(if head { AxumBody::empty() } else { AxumBody::from(bytes) });
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(location) = answer.location.and_then(|location| HeaderValue::try_from(location).ok()) {
        headers.insert(header::LOCATION, location);
    }
    response
}

/// The channel of one open page, whose path stands behind the channel's: what there is to know now, and whenever that
/// changes.
async fn news(Given(state): Given<Arc<State>>, request: Request) -> Response {
    let path = request.uri().path().strip_prefix(answer::NEWS).unwrap_or_default();
    let page = answer::page_at(path).unwrap_or_default();
    let open = state.opened(page.clone());
    let instance = state.instance.clone();
    let stream: std::pin::Pin<Box<dyn Stream<Item = Result<Event, Infallible>> + Send>> =
        Box::pin(WatchStream::new(state.news()).filter_map(move |shown| {
            // The page counts as open as long as its channel.
            let _ = &open;
            shown.map(|shown| {
                Ok(Event::default().data(told(&shown, &instance, &page)).retry(Duration::from_millis(500)))
            })
        }));
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

fn told(shown: &Shown, instance: &str, page: &str) -> String {
    let trouble = shown.trouble.as_ref().map(|trouble| {
        serde_json::json!({
            "language": trouble.language,
            "heading": trouble.heading,
            "hide": trouble.hide,
            "text": trouble.text,
        })
    });
    let generation = shown.generation_of(page);
    serde_json::json!({ "instance": instance, "generation": generation, "trouble": trouble }).to_string()
}
