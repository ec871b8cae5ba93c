// The map beside a list of counties (or of a county's entities). All that it shows stands in the list: it reads it.
/* global L */

const box = document.querySelector('[data-map]')

function rings(coded) {
  return coded.map((flat) => {
    let x = 0
    let y = 0
    const ring = []
    for (let at = 0; at < flat.length; at += 2) {
      x += flat[at]
      y += flat[at + 1]
      ring.push([y / 1000, x / 1000])
    }
    return ring
  })
}

// Leaflet takes a tooltip for HTML.
function escaped(text) {
  const box = document.createElement('span')
  box.textContent = text
  return box.innerHTML
}

// Five shades: an empty county, then quarters of the largest number.
function shade(n, most) {
  return n === 0 ? 0 : Math.min(4, Math.ceil((4 * n) / most))
}

async function draw() {
  const answer = await fetch(box.dataset.shapes)
  if (!answer.ok) return
  const shapes = await answer.json()
  const rows = new Map()
  for (const row of document.querySelectorAll('[data-county]')) {
    const link = row.querySelector('a')
    const { name, n, words, shade: tone } = row.dataset
    const label = words === undefined ? `${name}: ${n}` : words ? `${name}: ${words}` : name
    rows.set(row.dataset.county, { label, n: Number(n) || 0, tone, href: link.href })
  }
  const most = Math.max(1, ...[...rows.values()].map((row) => row.n))
  box.hidden = false
  const map = L.map(box, { attributionControl: false, zoomControl: false, zoomSnap: 0.25, scrollWheelZoom: false })
  L.control.zoom({ zoomInTitle: box.dataset.closer, zoomOutTitle: box.dataset.farther }).addTo(map)
  const bounds = L.latLngBounds([])
  const chosen = box.dataset.chosen
  const region = new Set([...rows.keys()].map((code) => code.slice(0, 2)))
  for (const [code, coded] of Object.entries(shapes)) {
    const row = rows.get(code)
    const drawn = rings(coded)
    const area = L.polygon(drawn.length > 1 ? drawn.map((ring) => [ring]) : drawn, {
      className: `county county-${row?.tone ?? shade(row ? row.n : 0, most)}${code === chosen ? ' is-chosen' : ''}`,
      interactive: Boolean(row),
    }).addTo(map)
    if (row) {
      area.bindTooltip(escaped(row.label), { sticky: true })
      area.on('click', () => location.assign(row.href))
    }
    if (chosen ? code === chosen : region.size === 0 || region.has(code.slice(0, 2))) bounds.extend(area.getBounds())
  }
  for (const place of document.querySelectorAll('[data-lat]')) {
    const link = place.querySelector('a')
    const point = L.circleMarker([Number(place.dataset.lat), Number(place.dataset.lon)], { radius: 8, className: 'spot' })
    point.addTo(map).bindTooltip(escaped(link.textContent)).on('click', () => location.assign(link.href))
    place.addEventListener('focusin', () => point.openTooltip())
    place.addEventListener('mouseenter', () => point.openTooltip())
    place.addEventListener('mouseleave', () => point.closeTooltip())
  }
  map.fitBounds(bounds, { padding: [8, 8] })
}

if (box) draw()
