// Tickets scanned by the camera. The reader (1 MB) is kept with the list, and run only now.
const EVERY = 150, GONE = 1500 // a code is scanned once while it is held; gone so long, it is a new scan
let detector

const reader = async (door) => {
  if (detector) return detector
  await new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: door.dataset.reader, onload: done, onerror: failed }))
  })
  const { BarcodeDetector, prepareZXingModule } = window.BarcodeDetectionAPI
  prepareZXingModule({ overrides: { locateFile: () => door.dataset.wasm } })
  detector = new BarcodeDetector({ formats: ["qr_code"] })
  return detector
}

// The same words twice are announced twice: a live region speaks when what stands in it changes.
const announce = (box, text) => {
  box.textContent = ""
  requestAnimationFrame(() => { box.textContent = text })
}

export const scan = async ({ door, say, find, isHere, mark }) => {
  const box = document.getElementById("scan"), video = box.querySelector("video"), said = box.querySelector("[role=status]")
  if (!box.hidden) return
  box.hidden = false
  said.textContent = say.looking
  const stop = box.querySelector("button")
  let stream, running = true
  stop.onclick = () => {
    running = false
    stream?.getTracks().forEach((track) => track.stop())
    box.hidden = true
    document.getElementById("camera").focus()
  }
  stop.focus()
  const take = async (text) => {
    const ticket = text.match(/\/bilet\/([\w-]{22,64})\/$/)?.[1]
    const row = ticket && await find(ticket)
    announce(said, row ? `${row.querySelector("b").textContent}: ${isHere(row.dataset.id) ? say.wasMarked : say.marked}` : say.noTicket)
    if (row && !isHere(row.dataset.id)) await mark(Number(row.dataset.id), true, "scan")
  }
  try {
    const [eye, light] = await Promise.all([reader(door), navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } })])
    stream = light
    video.srcObject = light
    await video.play()
    const held = new Map() // code → when it was seen last
    while (running) {
      const codes = video.readyState >= 2 ? await eye.detect(video) : [], now = Date.now()
      for (const [text, seen] of held) if (now - seen > GONE) held.delete(text)
      for (const text of new Set(codes.map((code) => code.rawValue).filter(Boolean))) {
        const isNew = !held.has(text)
        held.set(text, now)
        if (isNew) await take(text)
      }
      await new Promise((next) => { setTimeout(next, EVERY) })
    }
  } catch {
    if (running) said.textContent = say.noCamera
  }
  stream?.getTracks().forEach((track) => track.stop())
}
