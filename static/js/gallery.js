// Opens the photos of components/gallery.html in PhotoSwipe. The viewer itself (15 kB) comes only with the first photo opened;
// without this file, or if the viewer does not come, each link opens the photo's own page.
const { core, styles } = document.querySelector("script[data-core]").dataset

const links = (gallery) => [...gallery.querySelectorAll("a[data-full]")].filter((link) => link.dataset.full)

const slide = (link) => {
  const thumb = link.querySelector("img")
  return {
    src: link.dataset.full, width: Number(link.dataset.pswpWidth), height: Number(link.dataset.pswpHeight),
    alt: thumb.alt, msrc: thumb.currentSrc || thumb.src, element: link, thumbCropped: true,
  }
}

const dress = () => new Promise((done) => {
  if (document.querySelector("link[data-viewer]")) return done()
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: styles, onload: done, onerror: done })
  link.dataset.viewer = ""
  document.head.append(link)
})

// Caption under the photo: what figure says, and the ways to the photo's own page and to report it.
const caption = (viewer, words) => ({
  name: "caption", order: 9, isButton: false, appendTo: "root",
  onInit: (box) => {
    box.setAttribute("aria-live", "polite")
    viewer.on("change", () => {
      const link = viewer.currSlide.data.element
      const page = Object.assign(document.createElement("a"), { href: link.href, textContent: words.page })
      const report = Object.assign(document.createElement("a"), { href: `${link.href}zglos/`, textContent: words.report, rel: "nofollow" })
      box.replaceChildren(...(link.dataset.caption ? [`${link.dataset.caption} `] : []), page, " · ", report)
    })
  },
})

const open = async (gallery, link) => {
  const [{ default: Viewer }] = await Promise.all([import(core), dress()])
  const all = links(gallery)
  const words = gallery.dataset
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  const viewer = new Viewer({
    dataSource: all.map(slide), index: all.indexOf(link), bgOpacity: 0.94, loop: false, wheelToZoom: true,
    paddingFn: ({ x }) => ({ top: 56, bottom: 84, left: x > 800 ? 64 : 0, right: x > 800 ? 64 : 0 }),
    showHideAnimationType: still ? "none" : "zoom", zoomAnimationDuration: still ? false : 200,
    closeTitle: words.close, zoomTitle: words.zoom, arrowPrevTitle: words.previous, arrowNextTitle: words.next,
    errorMsg: words.error, indexIndicatorSep: ` ${words.of} `,
  })
  viewer.on("uiRegister", () => viewer.ui.registerElement(caption(viewer, words)))
  viewer.on("afterInit", () => {
    viewer.element.setAttribute("aria-label", words.name)
    viewer.element.setAttribute("aria-modal", "true")
  })
  // Focus comes back to the photo that was looked at last, not to the one that was clicked.
  viewer.on("destroy", () => setTimeout(() => all[viewer.currIndex]?.focus()))
  // A step before the opening has ended would find no photo there: it waits for that end.
  for (const step of ["next", "prev"]) {
    const move = viewer[step].bind(viewer)
    viewer[step] = () => (viewer.opener.isOpen ? move() : viewer.on("openingAnimationEnd", move))
  }
  viewer.init()
}

for (const gallery of document.querySelectorAll("[data-lightbox]")) {
  gallery.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-full]")
    if (!link?.dataset.full || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    open(gallery, link).catch(() => { location.href = link.href })
  })
}
