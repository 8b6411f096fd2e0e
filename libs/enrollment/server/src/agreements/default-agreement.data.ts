/** The version that an installation begins with: an example that the operator replaces by its own. It never changes; what is to be different is another version. */
export const DEFAULT_AGREEMENT = {
  id: '0f000000-0000-4000-8000-000000000001',
  publishedAt: '2026-01-01T00:00:00.000Z',
  documents: {
    de: {
      title: 'Partnervertrag für indirekte Wiederverkäufer',
      text: `Dies ist ein Beispieltext. Der Betreiber ersetzt ihn durch seinen eigenen Vertrag, bevor Partner unterschreiben.

# 1. Wer den Vertrag schließt

Dieser Vertrag besteht zwischen dem Betreiber dieses Partnerportals („Betreiber“) und dem Unternehmen, für das ein globaler Administrator unterschreibt („Partner“). Wer unterschreibt, versichert, dass er das Unternehmen vertreten darf.

# 2. Was der Partner tun darf

Der Partner darf als indirekter Wiederverkäufer

- Produkte vermitteln, die er über Anbieter des Programms bezieht,
- Kunden in seiner Handelsregion einladen und betreuen,
- in der Verwaltung eines Kunden so weit tätig werden, wie dieser ihn dazu ermächtigt hat.

Ein Recht, andere Unternehmen in das Programm aufzunehmen, ist damit nicht verbunden.

# 3. Was der Partner zusagt

- Er hält die Angaben über sein Unternehmen und seine MPN-ID aktuell.
- Er sagt Kunden zutreffend, wer ihnen was liefert und zu welchen Bedingungen.
- Er gibt Zugänge nur an Personen, die sie für ihre Arbeit brauchen, und entzieht sie, sobald das endet.
- Er meldet dem Betreiber ohne Verzug, wenn Zugänge in fremde Hände geraten sind.

# 4. Was der Betreiber zusagt

Der Betreiber stellt das Portal bereit, hält fest, was darin geschieht, und macht es dem Partner für seine eigenen Vorgänge zugänglich. Er kündigt eine neue Fassung dieses Vertrags im Portal an.

# 5. Vertraulichkeit und Datenschutz

Was eine Seite von der anderen im Rahmen des Programms erfährt und nicht öffentlich ist, verwendet sie nur für das Programm. Personenbezogene Daten verarbeitet jede Seite nach dem Recht, das für sie gilt, und nur, soweit das Programm es verlangt. Verarbeitet der Partner Daten seiner Kunden in deren Auftrag, schließt er mit ihnen den dafür nötigen Vertrag.

# 6. Dauer und Ende

Der Vertrag beginnt mit der Unterschrift und gilt für die Handelsregion des Partners, bis eine Seite ihn mit einer Frist von 30 Tagen in Textform kündigt. Aus wichtigem Grund kann jede Seite ihn sofort beenden. Laufende Abonnements von Kunden bleiben davon unberührt, bis sie enden oder ein anderer Partner sie übernimmt.

Erscheint eine neue Fassung, gilt diese Fassung weiter, bis der Partner die neue unterschrieben hat.

# 7. Keine Gewähr

Das Portal wird bereitgestellt, wie es ist. Der Betreiber sichert keine bestimmte Verfügbarkeit und keinen bestimmten Umsatz zu. Die Haftung für Vorsatz, grobe Fahrlässigkeit und die Verletzung von Leben, Körper oder Gesundheit bleibt unberührt.

# 8. Schlussbestimmungen

Es gilt das Recht am Sitz des Betreibers. Ist eine Bestimmung unwirksam, bleiben die übrigen bestehen. Diese Fassung liegt auf Deutsch und Englisch vor; maßgeblich ist die Fassung, die der Partner gelesen und unterschrieben hat.`,
    },
    en: {
      title: 'Partner agreement for indirect resellers',
      text: `This is an example text. The operator replaces it by its own agreement before partners sign.

# 1. Who makes the agreement

This agreement stands between the operator of this partner center (“operator”) and the company for which a Global admin signs (“partner”). Whoever signs affirms that they may act for the company.

# 2. What the partner may do

As an indirect reseller the partner may

- resell products that it obtains through providers of the program,
- invite customers of its trading region and look after them,
- act in the administration of a customer as far as that customer has authorised it.

It does not include a right to admit other companies to the program.

# 3. What the partner undertakes

- It keeps what it says of its company and its MPN ID up to date.
- It tells customers truthfully who supplies what to them, and on which terms.
- It gives access only to people who need it for their work, and takes it away once that ends.
- It tells the operator without delay when access has fallen into other hands.

# 4. What the operator undertakes

The operator provides the partner center, keeps a record of what happens in it, and gives the partner access to the record of its own matters. It announces a new version of this agreement in the partner center.

# 5. Confidentiality and data protection

What one side learns of the other through the program, and what is not public, it uses for the program only. Each side processes personal data under the law that applies to it, and only as far as the program requires. Where the partner processes data on behalf of its customers, it makes the contract with them that this needs.

# 6. Term and end

The agreement begins with the signature and holds for the partner's trading region until one side ends it in writing with 30 days' notice. For good cause either side may end it at once. Running subscriptions of customers are not affected until they end or another partner takes them over.

When a new version appears, this one goes on to apply until the partner has signed the new one.

# 7. No warranty

The partner center is provided as it is. The operator promises neither a certain availability nor a certain turnover. Liability for intent, gross negligence and injury to life, body or health is not affected.

# 8. Final provisions

The law of the operator's seat applies. If a provision is void, the others stand. This version exists in German and in English; the one that the partner has read and signed is decisive.`,
    },
  },
} as const;
