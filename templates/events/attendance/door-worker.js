// The lists at the door of one event, for a time without a network. It keeps the page of a list (at most twelve hours,
// until sign-out), the empty form for a person without a registration, and the files of the look; nothing else that is
// private: no other page, no answer of the server.
const KEPT = "door", LONGEST = 12 * 3600 * 1000, PATIENCE = 5000
const files = "{% get_static_prefix %}"

const isList = (url) => url.origin === self.location.origin && /\/obecnosc\/\d+\/(osoba\/)?$/.test(url.pathname)
const isFile = (url) => url.origin === self.location.origin && url.pathname.startsWith(files)

const forgetOld = async () => {
  const kept = await caches.open(KEPT)
  for (const request of await kept.keys()) {
    const since = Number((await kept.match(request))?.headers.get("X-Kept"))
    if (isList(new URL(request.url)) && Date.now() - since > LONGEST) await kept.delete(request)
  }
}

const keep = async (url, answer) => {
  if (!answer.ok || answer.redirected || answer.type === "opaqueredirect") return
  const headers = new Headers(answer.headers)
  headers.set("X-Kept", String(Date.now()))
  await (await caches.open(KEPT)).put(url, new Response(await answer.blob(), { status: 200, headers }))
}

const fresh = async (request, url) => {
  const answer = await fetch(request)
  await keep(url, answer.clone())
  return answer
}

const answered = async (request, url) => {
  const coming = fresh(request, url)
  const kept = await (await caches.open(KEPT)).match(url)
  if (!kept || (isList(new URL(url)) && Date.now() - Number(kept.headers.get("X-Kept")) > LONGEST)) return coming
  const late = new Promise((done) => { setTimeout(() => done(kept), PATIENCE) })
  return Promise.race([coming, late]).catch(() => kept)
}

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(forgetOld().then(() => self.clients.claim())))

self.addEventListener("message", (event) => {
  const urls = event.data.keep.map((one) => new URL(one)).filter((url) => isList(url) || isFile(url))
  event.waitUntil(forgetOld().then(() => Promise.allSettled(urls.map((url) => fetch(url).then((answer) => keep(url.href, answer)))))
    .then(() => event.source.postMessage("kept")))
})

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== "GET") return
  if (event.request.mode === "navigate" ? isList(url) : isFile(url)) event.respondWith(answered(event.request, url.origin + url.pathname))
})
