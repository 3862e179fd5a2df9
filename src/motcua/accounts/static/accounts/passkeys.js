// Passkeys: a form marked data-passkey asks the browser's dialog and sends what it answers in its field "credential".
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readable(options) {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return { publicKey: key };
}

function plain(credential) {
  const answer = credential.response;
  const response = { clientDataJSON: text(answer.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (answer[name]) response[name] = text(answer[name]);
  }
  if (answer.getTransports) response.transports = answer.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function optionsFor(form) {
  if (form.dataset.publickey) return JSON.parse(document.getElementById(form.dataset.publickey).textContent);
  const body = new URLSearchParams({ step: form.dataset.step || "1" });
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.options, { method: "POST", body, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  const error = form.querySelector("[data-passkey-error]");
  form.hidden = false;
  form.querySelector("[data-passkey-button]")?.removeAttribute("hidden");
  form.querySelector("[data-passkey-missing]")?.setAttribute("hidden", "");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    error.hidden = true;
    try {
      const options = readable(await optionsFor(form));
      const made = form.dataset.passkey === "create" ? navigator.credentials.create(options) : navigator.credentials.get(options);
      form.elements.credential.value = JSON.stringify(plain(await made));
      form.submit();
    } catch {
      error.hidden = false;
    }
  });
}
