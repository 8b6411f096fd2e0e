/**
 * Script of the sign-in page: shows the button for passkeys where the browser knows them, asks for the challenge of this sign-in, and sends what the
 * passkey has signed as a form. Without it people sign in by address and password.
 */
export const PASSKEY_SCRIPT = `'use strict';
(() => {
  const form = document.getElementById('passkey');
  if (!form || !window.PublicKeyCredential || !navigator.credentials) return;
  const said = form.querySelector('[role=status]');
  const button = form.querySelector('button');
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  let busy = false;
  const use = async () => {
    const reply = await fetch(form.dataset.challenges, { method: 'POST' });
    if (!reply.ok) throw new Error('There is no challenge');
    const { challenge, ...options } = await reply.json();
    const { id, rawId, type, response } = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(challenge) } });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    const signed = { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature), userHandle: text(userHandle) };
    form.elements.credential.value = JSON.stringify({ id, rawId: text(rawId), type, response: signed });
    form.submit();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    button.setAttribute('aria-disabled', 'true');
    said.textContent = '';
    await use().catch(() => {
      said.textContent = form.dataset.failed;
      button.removeAttribute('aria-disabled');
      busy = false;
    });
  });
  form.hidden = false;
})();
`;
