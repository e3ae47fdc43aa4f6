package io.pitrguard.domain.evidence;

import java.util.Optional;

/**
 * A record as the ledger has it, which nobody has checked yet.
 *
 * @param number the place in the chain that it is stored at
 * @param text its text; empty if there is none
 * @param digest the digest that is stored beside it; empty if there is none
 */
public record StoredRecord(long number, String text, String digest) {
    /** Returns a record as it is stored. */
    public static StoredRecord of(EvidenceRecord record) {
        return new StoredRecord(record.number(), record.text(), record.digest());
    }

    /** Returns the record; empty if the text is not that of one. */
    public Optional<EvidenceRecord> record() {
        return EvidenceRecord.parse(text);
    }

    /** Returns whether the text has the digest that is stored beside it. */
    boolean isIntact() {
        return Sha256.of(text).equals(digest);
    }

    /** Returns whether it says to be of a form that this version of pitr-guard does not know, unchanged. */
    boolean isOfAnotherVersion() {
        return isIntact() && text.startsWith(EvidenceRecord.TITLE) && !text.startsWith(EvidenceRecord.TITLE + "1\n");
    }
}
