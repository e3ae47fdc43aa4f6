package io.pitrguard.domain.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a copy of settings has done so far. A copy that continues without it repeats nothing that a reading shows: it only
 * tries again what AWS refused.
 *
 * @param records in the order in which they happened
 */
public record CopyProgress(List<CopyRecord> records) {
    /** Nothing has been done. */
    public static final CopyProgress NONE = new CopyProgress(List.of());

    public CopyProgress {
        records = List.copyOf(records);
    }

    /** Returns the same with one record more. */
    public CopyProgress with(CopyRecord record) {
        List<CopyRecord> more = new ArrayList<>(records);
        more.add(record);
        return new CopyProgress(more);
    }

    /** Returns the same without what was refused, so that it is tried again: a person did something about it. */
    public CopyProgress withoutRefusals() {
        return new CopyProgress(records.stream()
                .filter(record -> switch (record.outcome()) {
                    case VERIFIED, WRITTEN -> true;
                    case TRIED, REFUSED -> false;
                })
                .toList());
    }

    /** Returns the newest record of a change. */
    public Optional<CopyRecord> last(String change) {
        return records.reversed().stream()
                .filter(record -> record.change().equals(change))
                .findFirst();
    }

    /** Returns the records of one outcome, one for each change whose newest it is. */
    public List<CopyRecord> open(CopyRecord.Outcome outcome) {
        return records.stream()
                .filter(record ->
                        record.outcome() == outcome && last(record.change()).equals(Optional.of(record)))
                .toList();
    }

    /** Returns how often a change was tried in vain. */
    public long tries(String change) {
        return records.stream()
                .filter(record -> record.change().equals(change) && record.outcome() == CopyRecord.Outcome.TRIED)
                .count();
    }
}
