package io.pitrguard.evidence;

import io.pitrguard.domain.evidence.ChainFinding;
import io.pitrguard.domain.evidence.ChainFinding.Kind;
import io.pitrguard.domain.evidence.EvidenceObject;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EvidenceStore;
import io.pitrguard.port.EvidenceStore.StoredKey;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds reports in the buckets that no record names. Records that are removed at the end of a chain, or all of them, leave no
 * gap: only their reports show that they existed.
 */
final class UnrecordedReports {
    /** A report may wait for its record as long as a function runs. */
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(15);

    private final List<EvidenceRecord> records;
    private final Optional<String> bucket;
    private final Function<String, EvidenceStore> stores;
    private final Instant begun;

    /**
     * Creates a search.
     *
     * @param bucket one that is known to have reports; empty: only those that the records name
     * @param stores gives the bucket of a name
     * @param begun when the records were read
     */
    UnrecordedReports(
            List<EvidenceRecord> records,
            Optional<String> bucket,
            Function<String, EvidenceStore> stores,
            Instant begun) {
        this.records = records;
        this.bucket = bucket;
        this.stores = stores;
        this.begun = begun;
    }

    /** Returns one finding for each folder, and one for each bucket that cannot be listed. */
    List<ChainFinding> findings() {
        Map<String, EvidenceStore> buckets = new LinkedHashMap<>();
        Stream.concat(records.stream().map(EvidenceRecord::bucket), bucket.stream())
                .distinct()
                .map(stores)
                .forEach(store -> buckets.putIfAbsent(store.bucket(), store));
        return buckets.values().stream().flatMap(this::in).toList();
    }

    private Stream<ChainFinding> in(EvidenceStore store) {
        return switch (store.keys(EvidenceWriter.FOLDER)) {
            case Result.Failure<List<StoredKey>>(Cause cause) ->
                Stream.of(found(
                        Kind.COULD_NOT_READ,
                        "Whether %s has reports without a record could not be read. %s"
                                .formatted(store.bucket(), cause.message())));
            case Result.Success<List<StoredKey>>(List<StoredKey> keys) ->
                unrecorded(keys)
                        .distinct()
                        .map(folder -> found(
                                Kind.UNRECORDED,
                                "%s in %s has no record: its sweep was interrupted before, or the record was removed."
                                        .formatted(folder, store.bucket())));
        };
    }

    private Stream<String> unrecorded(List<StoredKey> keys) {
        Set<String> recorded = records.stream()
                .flatMap(record -> record.objects().stream())
                .map(EvidenceObject::key)
                .collect(Collectors.toSet());
        return keys.stream()
                .filter(stored -> stored.at().isBefore(begun.minus(LONGEST_WRITE)))
                .map(StoredKey::key)
                .filter(key -> !recorded.contains(key))
                .map(UnrecordedReports::folder)
                .filter(folder -> !isRepeated(folder));
    }

    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /**
     * A sweep that was interrupted before its record is repeated under the same id, in a later folder, and then recorded. A
     * folder behind those that are recorded is not such an attempt: its record may have been removed.
     */
    private boolean isRepeated(String folder) {
        return records.stream()
                .anyMatch(record -> attempt(folder, record.sweep())
                        .filter(own -> record.objects().stream()
                                .flatMap(object -> attempt(folder(object.key()), record.sweep()).stream())
                                .anyMatch(recorded -> recorded.compareTo(own) > 0))
                        .isPresent());
    }

    /** Returns what orders the folders of a sweep by their time; empty for a folder of another one. */
    private static Optional<String> attempt(String folder, String sweep) {
        String path = folder.substring(0, folder.length() - 1);
        int name = path.lastIndexOf('/') + 1;
        String number =
                path.substring(name).equals(sweep) ? "-1" : path.substring(name).replace(sweep, "");
        return path.substring(name).startsWith(sweep) && number.matches("-\\d{1,4}")
                ? Optional.of(path.substring(0, name)
                        + String.format(Locale.ROOT, "%04d", Integer.parseInt(number.substring(1))))
                : Optional.empty();
    }

    private static ChainFinding found(Kind kind, String message) {
        return new ChainFinding(0, kind, message);
    }
}
