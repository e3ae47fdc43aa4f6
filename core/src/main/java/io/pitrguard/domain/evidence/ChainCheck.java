package io.pitrguard.domain.evidence;

import io.pitrguard.domain.evidence.ChainFinding.Kind;
import io.pitrguard.domain.table.AccountRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the records of a chain against each other, not their objects. */
public final class ChainCheck {
    private final AccountRegion chain;
    private final Map<String, Long> places;
    private final List<ChainFinding> findings = new ArrayList<>();
    private long last = ChainHead.NONE.number();
    private String digest = ChainHead.NONE.digest();

    private ChainCheck(AccountRegion chain, List<StoredRecord> records) {
        this.chain = chain;
        places = records.stream()
                .collect(Collectors.toMap(StoredRecord::digest, StoredRecord::number, (first, _) -> first));
    }

    /**
     * Returns what is wrong, from the first record to the last.
     *
     * @param head what the ledger says that the newest record is; empty if it says nothing
     * @param records in the order of their numbers
     */
    public static List<ChainFinding> of(AccountRegion chain, Optional<ChainHead> head, List<StoredRecord> records) {
        ChainCheck check = new ChainCheck(chain, records);
        records.forEach(check::follow);
        check.end(head);
        return List.copyOf(check.findings);
    }

    private void follow(StoredRecord stored) {
        boolean next = stored.number() == last + 1;
        if (!next) {
            find(stored.number(), Kind.GAP, missing(last + 1, stored.number() - 1));
        }
        if (stored.isOfAnotherVersion()) {
            find(
                    stored.number(),
                    Kind.COULD_NOT_READ,
                    "Record %d was written by another version of pitr-guard; check it with that one."
                            .formatted(stored.number()));
        } else {
            checkText(stored).filter(_ -> next).ifPresent(this::checkLink);
        }
        // What follows is compared with what is stored: a changed record breaks its own link, not all after it.
        last = stored.number();
        digest = stored.digest();
    }

    /** Returns the record if it is the one that belongs here. */
    private Optional<EvidenceRecord> checkText(StoredRecord stored) {
        Optional<EvidenceRecord> record = stored.record().filter(_ -> stored.isIntact());
        if (record.isEmpty()) {
            find(
                    stored.number(),
                    Kind.RECORD_CHANGED,
                    "Record %d was changed: its text does not have the digest that is stored with it."
                            .formatted(stored.number()));
            return record;
        }
        if (record.get().number() != stored.number()) {
            find(
                    stored.number(),
                    Kind.REORDERED,
                    "In place %d stands record %d."
                            .formatted(stored.number(), record.get().number()));
            return Optional.empty();
        }
        if (!record.get().chain().equals(chain)) {
            find(
                    stored.number(),
                    Kind.RECORD_CHANGED,
                    "Record %d is of another account or region.".formatted(stored.number()));
            return Optional.empty();
        }
        return record;
    }

    private void checkLink(EvidenceRecord record) {
        if (record.previous().equals(digest)) {
            return;
        }
        Optional<Long> named = Optional.ofNullable(places.get(record.previous()));
        find(
                record.number(),
                named.isPresent() ? Kind.REORDERED : Kind.RECORD_CHANGED,
                named.map(place ->
                                "Record %d follows record %d, not the one before it.".formatted(record.number(), place))
                        .orElseGet(() ->
                                "Record %d follows another record than the one that is stored before it: one of the two was replaced."
                                        .formatted(record.number())));
    }

    private void end(Optional<ChainHead> head) {
        ChainHead stored = head.orElse(ChainHead.NONE);
        if (stored.number() > last) {
            find(stored.number(), Kind.GAP, missing(last + 1, stored.number()));
        } else if (stored.number() < last) {
            find(
                    last,
                    Kind.RECORD_CHANGED,
                    "The ledger's item HEAD was changed: it does not name the newest record, %d.".formatted(last));
        } else if (!stored.digest().equals(digest)) {
            find(
                    last,
                    Kind.RECORD_CHANGED,
                    "Record %d or the ledger's item HEAD was replaced: they have different digests.".formatted(last));
        }
    }

    private static String missing(long from, long to) {
        return from == to
                ? "Record %d is missing.".formatted(from)
                : "Records %d to %d are missing.".formatted(from, to);
    }

    private void find(long number, Kind kind, String message) {
        findings.add(new ChainFinding(number, kind, message));
    }
}
