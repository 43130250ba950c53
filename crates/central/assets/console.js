// Keeps the board current, rings, and says when it cannot. What the page shows is rendered by the
// central; this script only puts it in its place. The page's state is told on <body>:
// data-stream connecting|live|down, data-sound blocked|ready, data-ringing no|yes|silent.
"use strict";

const SILENCE_MAX_MS = 15_000; // three heartbeats of the central
const TICK_MS = 1_000;
const TOAST_MS = 8_000;

const body = document.body;
const at = (id) => document.getElementById(id);
const texts = at("textos").dataset;
const title = document.title;
const icons = { quiet: at("favicon").href, ringing: new URL(at("favicon").dataset.ringing, location).href };

let stream = null;
let lastContact = Date.now();
let lastTry = 0;
let asking = false;
// What to add to this computer's clock to get the central's, in milliseconds.
let clockOffset = Number(body.dataset.now) - Date.now();
// What was announced, by card; none before the page has settled once.
let announced = null;

// --- the board -------------------------------------------------------------------------------

// Puts a card in, or changes the one that is there in place: a field that is being typed in, its
// focus and its text stay. Cards move only if nobody is typing in them.
async function putCard(html) {
  const card = new DOMParser().parseFromString(html, "text/html").querySelector("article");
  if (!card) return;
  if (!at(card.id)) at(card.dataset.group).append(Object.assign(document.createElement("article"), { id: card.id }));
  await htmx.swap({ sourceElement: body, target: `#${card.id}`, text: html, swap: "outerMorph" });
  settle();
}

function settle() {
  for (const list of [at("abiertos"), at("cerrados")]) arrange(list);
  tick();
  ring();
  announce();
}

function arrange(list) {
  const cards = [...document.querySelectorAll(`[data-group="${list.id}"]`)];
  cards.sort((a, b) => Number(b.dataset.order) - Number(a.dataset.order));
  cards.forEach((card, place) => {
    const here = list.children[place];
    if (here === card || (card.contains(document.activeElement) && card.parentElement === list && !list.moveBefore)) return;
    (list.moveBefore && list.contains(card) ? list.moveBefore : list.insertBefore).call(list, card, here ?? null);
  });
}

// One change after the other, in the order in which they came.
let changes = Promise.resolve();
const inTurn = (change) => (changes = changes.then(change, change));

async function putBoard() {
  const answer = await fetch("/consola/tablero", {
    headers: { "HX-Request": "true" },
    signal: AbortSignal.timeout(SILENCE_MAX_MS),
  });
  const elsewhere = answer.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  if (!answer.ok) throw new Error(answer.statusText);
  await htmx.swap({ sourceElement: body, target: "#tablero", text: await answer.text(), swap: "innerMorph" });
  settle();
}

function ageText(s) {
  if (s < 120) return `${s} s`;
  if (s < 7200) return `${Math.floor(s / 60)} min`;
  if (s < 172_800) return `${Math.floor(s / 3600)} h ${Math.floor(s / 60) % 60} min`;
  return `${Math.floor(s / 86_400)} d`;
}

// --- ringing ---------------------------------------------------------------------------------

function ring() {
  const lanes = [...document.querySelectorAll('[data-rings="yes"]')].map((card) => card.dataset.lane);
  const ringing = lanes.length > 0;
  body.dataset.sound = siren.state;
  body.dataset.ringing = !ringing ? "no" : siren.state === "ready" ? "yes" : "silent";
  at("sin-sonido").hidden = siren.state === "ready";
  if (ringing) siren.start(lanes.includes("verified") ? "verified" : "unverified");
  else siren.stop();
}

function announce() {
  const cards = [...document.querySelectorAll("[data-announce]:not([data-announce=''])")];
  const news = cards.filter((card) => announced?.get(card.id) !== card.dataset.announce);
  for (const card of news) at("anuncio").textContent = card.dataset.announce;
  // A further press on what somebody has taken rings no siren: it is heard once.
  if (announced && news.some((card) => card.dataset.rings === "no" && card.dataset.lane !== "drill")) siren.once();
  announced = new Map(cards.map((card) => [card.id, card.dataset.announce]));
}

// --- the stream ------------------------------------------------------------------------------

function connect() {
  lastTry = Date.now();
  stream?.close();
  // What came while nothing was connected is in the board, which is fetched again once it is.
  stream = new EventSource(`/consola/flujo?desde=${at("tablero").dataset.seq}`);
  stream.addEventListener("latido", (beat) => {
    clockOffset = Number(beat.data) - Date.now();
    contact();
  });
  stream.addEventListener("incidente", (event) => {
    contact();
    at("tablero").dataset.seq = event.lastEventId;
    inTurn(() => putCard(event.data));
  });
  stream.addEventListener("fin", () => location.assign("/consola/entrar"));
  stream.addEventListener("error", down);
}

function contact() {
  lastContact = Date.now();
  if (body.dataset.stream === "live") return;
  const missed = body.dataset.stream === "down";
  body.dataset.stream = "live";
  at("sin-flujo").hidden = true;
  at("estado").textContent = texts.live;
  if (missed) inTurn(putBoard).catch(down);
}

function down() {
  body.dataset.stream = "down";
  at("ultimo-contacto").textContent = new Date(lastContact + clockOffset)
    .toLocaleTimeString("es-PE", { timeZone: "America/Lima", hour12: false });
  at("sin-flujo").hidden = false;
  at("estado").textContent = texts.down;
}

// A browser gives up on a stream that was refused, and can wait minutes on one that died silently.
function watch() {
  if (Date.now() - Math.max(lastContact, lastTry) > SILENCE_MAX_MS) {
    down();
    connect();
  } else if (stream.readyState === EventSource.CLOSED && !asking) {
    down();
    asking = true;
    inTurn(putBoard).then(connect, () => {}).finally(() => { asking = false; });
  }
}

// --- once a second ---------------------------------------------------------------------------

function tick() {
  const now = Date.now() + clockOffset;
  for (const age of document.querySelectorAll("[data-age-of]")) {
    const text = ageText(Math.max(0, Math.floor((now - Number(age.dataset.ageOf)) / 1000)));
    if (age.textContent !== text) age.textContent = text;
  }
  const flash = body.dataset.ringing !== "no" && Math.floor(Date.now() / TICK_MS) % 2 === 0;
  document.title = flash ? `● ${texts.ringing}` : title;
  const icon = flash ? icons.ringing : icons.quiet;
  if (at("favicon").href !== icon) at("favicon").href = icon;
}

function toast(text) {
  at("aviso").textContent = text;
  at("aviso").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { at("aviso").hidden = true; }, TOAST_MS);
}

// --- what operators do -----------------------------------------------------------------------

// An answer that is no card must not take the card's place.
document.addEventListener("htmx:before:swap", (event) => {
  const status = event.detail.ctx?.response?.status ?? 200;
  if (status >= 400 && status !== 409) event.preventDefault();
});
document.addEventListener("htmx:response:error", (event) => {
  const { response, text } = event.detail.ctx;
  // What would harm the person is refused in words of its own.
  const isWords = response.status === 422 && response.headers.get("content-type")?.startsWith("text/plain");
  toast(isWords && text ? text : response.status === 409 ? texts.changed : response.status < 500 ? texts.refused : texts.failed);
});
document.addEventListener("htmx:error", () => toast(texts.failed));
document.addEventListener("htmx:after:swap", settle);
document.addEventListener("htmx:finally:request", (event) => {
  const form = event.detail.ctx.sourceElement;
  if (event.detail.ctx.response?.status === 200 && form instanceof HTMLFormElement) form.reset();
});
for (const button of [at("activar"), at("probar")]) {
  button.addEventListener("click", () => siren.allow(ring).then(() => siren.test()));
}
// Any touch or key is enough for the browser, so none is wasted.
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => siren.allow(ring));

siren.allow(ring);
connect();
settle();
setInterval(() => { watch(); tick(); }, TICK_MS);
