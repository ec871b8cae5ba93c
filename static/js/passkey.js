// Asks the browser for a passkey or a security key, and sends its answer with the form that asked.
// Options come with the page (#passkey-data) or, for signing in, from the form's address.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0))
const text = buffer => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const known = list => (list || []).map(one => ({ ...one, id: bytes(one.id) }))

function creation (options, alone) {
  const wanted = structuredClone(options)
  const lock = wanted.authenticatorSelection ||= {}
  lock.residentKey = alone ? 'required' : 'discouraged'
  lock.requireResidentKey = alone
  if (alone) lock.userVerification = 'required'
  wanted.challenge = bytes(wanted.challenge)
  wanted.user.id = bytes(wanted.user.id)
  wanted.excludeCredentials = known(wanted.excludeCredentials)
  return wanted
}

function plain (credential) {
  const answer = credential.response
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      attestationObject: text(answer.attestationObject),
      authenticatorData: text(answer.authenticatorData),
      signature: text(answer.signature),
      userHandle: text(answer.userHandle)
    }
  })
}

async function options (form) {
  const given = document.getElementById('passkey-data')
  if (given) return JSON.parse(given.textContent)
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer.json()
}

async function ask (form) {
  const given = await options(form)
  if (form.dataset.passkey === 'create') {
    const alone = form.elements.passwordless?.checked || false
    return navigator.credentials.create({ publicKey: creation(given.creation_options.publicKey, alone) })
  }
  const wanted = given.request_options.publicKey
  return navigator.credentials.get({
    publicKey: { ...wanted, challenge: bytes(wanted.challenge), allowCredentials: known(wanted.allowCredentials) }
  })
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll('form[data-passkey]') : []) {
  const fault = form.querySelector('[role=alert]')
  form.hidden = false
  form.addEventListener('submit', async event => {
    event.preventDefault()
    fault.hidden = true
    try {
      form.elements.credential.value = plain(await ask(form))
      form.submit()
    } catch (error) {
      if (!(error instanceof DOMException)) console.warn(error)
      fault.textContent = form.dataset.error
      fault.hidden = false
    }
  })
}
