// The list at the door: one tap marks. Marks stay on the device until the server has taken them: each has a key of its
// own and the time of the tap, so they may go out late, twice and in any order. Without this file one ticks and saves.
import { clock, fold, waitingWords, printOf } from "./door-words.js"
import { openPeople, sendPerson } from "./door-people.js"
import { openStore } from "./door-store.js"

const door = document.getElementById("door")
const say = document.getElementById("words").dataset
const list = document.getElementById("list")
const rowsBox = document.getElementById("rows")
const trouble = document.getElementById("trouble")
const isClosed = "closed" in door.dataset // then the page is a form for corrections; what still waits is sent
const EVERY = 4000, BATCH = 100, WRONG_CLOCK = 30_000

let store, token = list.elements.csrfmiddlewaretoken.value
let waiting = [] // marks not taken by the server yet, of every list of this device
const stopped = new Set() // ids of those that the server refused: kept, and sent once more when the page is opened anew
let typed = { people: [], gone: 0 }, peopleStore // people written down without a network, for any list of this device
let known = { here: {}, of: 0, version: rowsBox.dataset.version, closed: false }
let skew = 0, state = "", refused = [], sending = false, asking = false

const rows = () => [...rowsBox.querySelectorAll(".row")]
const mine = () => waiting.filter((mark) => mark.session === door.dataset.session)
const nameOf = (who) => rows().find((row) => row.dataset.id === String(who))?.querySelector("b").textContent ?? "?"
const unsent = () => waiting.filter(({ id }) => !stopped.has(id))

// Who is here as this device knows it: what the server said, and over it what still waits, in the order of the taps.
const present = () => {
  const here = new Map(Object.entries(known.here))
  for (const mark of mine().sort((a, b) => a.at - b.at)) {
    if (!mark.here) here.delete(String(mark.who))
    else if (!here.has(String(mark.who))) here.set(String(mark.who), mark.at)
  }
  return here
}

const draw = () => {
  const here = present(), missing = new Map()
  for (const row of rows()) {
    const since = here.get(row.dataset.id)
    row.querySelector("[name=here]").checked = since !== undefined
    row.querySelector("time").textContent = since === undefined ? "" : clock(since)
    drawRest(row, here)
    row.classList.toggle("row--waits", mine().some((mark) => String(mark.who) === row.dataset.id))
    if (since === undefined) missing.set(row.dataset.entity, (missing.get(row.dataset.entity) ?? 0) + 1)
  }
  const number = document.querySelector("#count b"), bar = document.querySelector(".count progress")
  if (number.textContent !== String(here.size)) number.textContent = here.size
  bar.value = here.size
  if (!("narrowed" in rowsBox.dataset)) drawMissing(missing)
  narrow()
  drawTrouble()
}

// Who came with somebody who is here already, and is not marked yet: one tap more.
const restOf = (row, here) => rows().filter((one) => one.dataset.group === row.dataset.group && !here.has(one.dataset.id))

const drawRest = (row, here) => {
  const button = row.parentElement.querySelector(".rest")
  if (!button) return
  const rest = here.has(row.dataset.id) ? restOf(row, here) : []
  button.hidden = !rest.length
  button.querySelector("b").textContent = rest.length
}

const markRest = async (button) => {
  const row = button.parentElement.querySelector(".row")
  row.querySelector("[name=here]").focus() // the button goes
  for (const one of restOf(row, present())) await mark(Number(one.dataset.id), true)
}

const drawMissing = (missing) => {
  const box = document.getElementById("missing")
  const lines = [...missing].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "pl")).map(([name, n]) => {
    const line = document.createElement("li")
    line.append(`${name || say.none} `, Object.assign(document.createElement("b"), { className: "n", textContent: n }))
    return line
  })
  box.hidden = !lines.length
  box.querySelector("ul").replaceChildren(...lines)
}

const drawTrouble = () => {
  const parts = []
  if (state && unsent().length) parts.push(waitingWords(say, unsent().length))
  if (state === "offline") parts.push(say.offline)
  if (state === "signedOut") parts.push(say.signedOut)
  if (state === "forbidden") parts.push(say.forbidden)
  if (known.closed && !isClosed) parts.push(say.closed)
  if (refused.length) parts.push(`${say.refused} ${refused.join(", ")}`)
  const kept = waiting.filter(({ id }) => stopped.has(id)), ours = kept.filter((one) => mine().includes(one))
  if (ours.length) parts.push(`${say.stopped} ${[...new Set(ours.map(({ who }) => nameOf(who)))].join(", ")}. ${say.stoppedWhat}`)
  if (kept.length > ours.length) parts.push(say.stoppedElsewhere)
  if (typed.gone) parts.push(say.gone)
  if (typed.people.length) parts.push(say.person)
  const text = parts.join(" ")
  if (trouble.dataset.text === `${text}${typed.people.map(({ id }) => id)}`) return
  trouble.dataset.text = `${text}${typed.people.map(({ id }) => id)}`
  trouble.replaceChildren(text)
  if (state === "signedOut") trouble.append(" ", Object.assign(document.createElement("a"), { href: door.dataset.signIn, textContent: say.signIn }))
  for (const [n, { id, url }] of typed.people.entries()) trouble.append(" ", Object.assign(document.createElement("a"), { href: `${url}#${id}`, textContent: `${n + 1}. ${clock(typed.people[n].at)}` }))
}

// --- people written down without a network ----------------------------------------------------------------------------
let sendingPeople = false

const sendPeople = async () => {
  if (!peopleStore || sendingPeople) return
  sendingPeople = true
  typed = { ...await peopleStore.waiting(), gone: typed.gone }
  try {
    for (const one of typed.people) {
      const fields = [...await peopleStore.read(one), ["at", String(one.at + skew)]]
      const { taken } = await sendPerson(one.url, fields, token)
      if (taken) await peopleStore.drop(one.id)
    }
  } catch { state = "offline" }
  typed = { ...await peopleStore.waiting(), gone: typed.gone }
  sendingPeople = false
  draw()
}

const narrow = () => {
  const typed = document.getElementById("q").value, words = fold(typed).split(/\s+/).filter(Boolean)
  const code = typed.replace(/[-\s]/g, "").toLowerCase(), absent = document.getElementById("absent").checked
  const shown = rows().filter((row) => {
    const fits = words.every((word) => row.dataset.words.includes(word)) || (code.length === 8 && row.dataset.ticket.startsWith(code))
    row.parentElement.hidden = !fits || (absent && row.querySelector("[name=here]").checked && document.activeElement !== row.querySelector("[name=here]"))
    return !row.parentElement.hidden
  })
  document.getElementById("nobody").hidden = shown.length > 0 || !rows().length
}

// --- marks -----------------------------------------------------------------------------------------------------------
const mark = async (who, here, how = "tap") => {
  const one = { id: crypto.randomUUID(), session: door.dataset.session, url: door.dataset.marks, who, here, how, at: Date.now() + skew }
  waiting.push(one)
  refused = []
  draw()
  await store.add(one)
  send()
}

const heard = (said) => {
  const { here, of, version, closed } = said
  token = said.token
  const off = said.now - Date.now()
  skew = Math.abs(off) > WRONG_CLOCK ? (Math.abs(off - skew) > WRONG_CLOCK ? off : skew) : 0
  known = { here, of, version, closed }
  state = ""
  store.remember({ session: door.dataset.session, here, of, skew })
  if (version !== rowsBox.dataset.version) drawAnew()
}

const judge = (answer, url) => {
  if (url !== door.dataset.marks) return answer.ok // what waits for another list troubles nobody here
  if (answer.type === "opaqueredirect") state = "signedOut"
  else if (answer.status === 403 || answer.status === 404) state = "forbidden"
  else if (!answer.ok) state = "offline"
  return answer.ok
}

const post = (url, marks) => fetch(url, {
  method: "POST", redirect: "manual", body: JSON.stringify({ marks: marks.map(({ id, who, here, at, how }) => ({ id, who, here, at, how })) }),
  headers: { "Content-Type": "application/json", "X-CSRFToken": token },
})

// A refusal that asking again does not change. Sign-in, a slow network and a busy server pass; so does a list that is not
// ours any more while its page is open (the page says so, and asks first).
const isRefused = ({ status }, url) => status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)
  && !(url === door.dataset.marks && [403, 404].includes(status))

// One of these marks is what the server refuses: halves find it, the others are taken.
const takeApart = async (url, marks) => {
  if (marks.length === 1) return Boolean(stopped.add(marks[0].id))
  const half = Math.ceil(marks.length / 2)
  return await take(url, marks.slice(0, half)) && take(url, marks.slice(half))
}

const take = async (url, marks) => {
  let answer = await post(url, marks)
  if (answer.status === 403 && await ask()) answer = await post(url, marks) // a token from before the last sign-in
  if (isRefused(answer, url)) return takeApart(url, marks)
  if (!judge(answer, url)) return false
  const said = await answer.json()
  await store.drop(Object.keys(said.taken))
  waiting = waiting.filter((one) => !(one.id in said.taken))
  for (const one of marks.filter(({ id }) => ["no-place", "unknown"].includes(said.taken[id])))
    refused.push(nameOf(one.who))
  if (url === door.dataset.marks) heard(said)
  return true
}

const send = async () => {
  if (sending) return
  sending = true
  const next = (url) => unsent().filter((one) => one.url === url).slice(0, BATCH)
  try {
    for (const url of new Set([door.dataset.marks, ...waiting.map((one) => one.url)])) while (next(url).length && await take(url, next(url)));
  } catch { state = "offline" }
  sending = false
  draw()
}

// --- what others do --------------------------------------------------------------------------------------------------
const ask = async () => {
  const answer = await fetch(door.dataset.state, { redirect: "manual" })
  if (judge(answer, door.dataset.marks)) heard(await answer.json())
  return answer.ok
}

const look = async () => {
  if (asking || document.hidden) return
  asking = true
  try {
    if (await ask()) {
      if (unsent().length) await send()
      if (typed.people.length) await sendPeople()
    }
  } catch { state = "offline" }
  asking = false
  draw()
}

const drawAnew = async () => {
  const answer = await fetch(location.href, { redirect: "manual" })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const focused = document.activeElement?.closest?.(".row")?.dataset.id
  for (const id of ["rows", "count"]) document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes)
  rowsBox.dataset.version = page.getElementById("rows").dataset.version
  document.querySelector(".count progress").max = known.of || 1
  if (focused) document.querySelector(`#osoba-${focused} [name=here]`)?.focus()
  draw()
}

// --- the network may go: the page and its files are kept by a worker of these lists alone --------------------------------
const keepPage = async () => {
  if (!("serviceWorker" in navigator)) return
  const scope = new URL("./", new URL(door.dataset.worker, location)).pathname
  await navigator.serviceWorker.register(door.dataset.worker, { scope })
  const worker = (await navigator.serviceWorker.ready).active
  navigator.serviceWorker.addEventListener("message", () => { door.dataset.kept = "" })
  const used = performance.getEntriesByType("resource").map((one) => one.name)
  // The scanner too, although nobody has opened the camera yet: without a network it would be too late.
  const add = (door.dataset.add ?? "").split(" ").filter(Boolean)
  const scanner = [door.dataset.scan, door.dataset.reader, door.dataset.wasm, ...add].map((file) => new URL(file, location).href)
  worker.postMessage({ keep: [...new Set([new URL(door.dataset.here, location).href, ...used, ...scanner])] })
}

const noReader = () => {
  const box = document.getElementById("scan"), stop = box.querySelector("button")
  box.hidden = false
  box.querySelector("[role=status]").textContent = say.noReader
  stop.onclick = () => {
    box.hidden = true
    document.getElementById("camera").focus()
  }
  stop.focus()
}

const begin = async () => {
  store = await openStore() // without a place to keep marks in (a private window), the page stays a form
  waiting = await store.waiting()
  const remembered = await store.remembered(door.dataset.session)
  for (const row of rows()) if (row.querySelector("[name=was_here]")) known.here[row.dataset.id] = Date.parse(row.querySelector("time").dateTime)
  if (remembered && !navigator.onLine) known.here = remembered.here
  skew = remembered?.skew ?? 0
  peopleStore = await openPeople()
  typed = await peopleStore.waiting()
  if (isClosed) return waiting.length && send()
  door.dataset.live = ""
  list.addEventListener("submit", (event) => event.preventDefault())
  rowsBox.addEventListener("change", ({ target }) => target.name === "here" && mark(Number(target.value), target.checked))
  document.querySelector(".finder").addEventListener("submit", (event) => event.preventDefault())
  rowsBox.addEventListener("click", ({ target }) => {
    const button = target.closest(".rest")
    if (button) markRest(button)
  })
  const field = document.getElementById("q")
  field.addEventListener("input", narrow)
  field.addEventListener("focus", () => document.querySelector(".count").scrollIntoView()) // what is found stands above the keyboard
  document.getElementById("absent").addEventListener("change", narrow)
  document.getElementById("camera").addEventListener("click", async () => {
    const { scan } = await import(door.dataset.scan).catch(() => ({}))
    if (!scan) return noReader()
    scan({ door, say, find: async (ticket) => { const print = await printOf(ticket); return rows().find((row) => row.dataset.ticket === print) }, isHere: (id) => present().has(id), mark })
  })
  addEventListener("online", look)
  document.addEventListener("visibilitychange", look)
  setInterval(look, EVERY)
  if (/^#osoba-\d+$/.test(location.hash)) document.querySelector(location.hash)?.querySelector("[name=here]").focus()
  draw()
  look()
  keepPage().catch(() => {})
}

begin()
