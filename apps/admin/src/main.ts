import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';
import { appConfig } from './app.config';

await bootstrapApplication(App, appConfig).catch((error: unknown) => {
  // Not even the words may have come, so this says it in both languages.
  const again = document.createElement('a');
  again.href = '';
  again.textContent = 'Try again · Noch einmal versuchen';
  const note = document.createElement('div');
  note.className = 'state';
  note.setAttribute('role', 'alert');
  note.append('The console could not start. Nothing was changed. · Die Konsole konnte nicht starten. Es wurde nichts geändert. ', again);
  document.body.replaceChildren(note);
  throw error;
});
