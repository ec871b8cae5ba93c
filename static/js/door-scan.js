// Tickets scanned by the camera. The reader (1 MB) comes only now.
const EVERY = 150, AGAIN = 4000
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
  try {
    const [eye, light] = await Promise.all([reader(door), navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } })])
    stream = light
    video.srcObject = light
    await video.play()
    let last = "", since = 0
    while (running) {
      const [code] = video.readyState >= 2 ? await eye.detect(video) : []
      const text = code?.rawValue ?? ""
      if (text && (text !== last || Date.now() - since > AGAIN)) {
        last = text
        since = Date.now()
        const ticket = text.match(/\/bilet\/([\w-]{22,64})\/$/)?.[1]
        const row = ticket && await find(ticket)
        said.textContent = row ? `${row.querySelector("b").textContent}: ${isHere(row.dataset.id) ? say.wasMarked : say.marked}` : say.noTicket
        if (row && !isHere(row.dataset.id)) await mark(Number(row.dataset.id), true, "scan")
      }
      await new Promise((next) => { setTimeout(next, EVERY) })
    }
  } catch {
    if (running) said.textContent = say.noCamera
  }
  stream?.getTracks().forEach((track) => track.stop())
}
