package io.pitrguard.evidence;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evidence.ChainCheck;
import io.pitrguard.domain.evidence.ChainFinding;
import io.pitrguard.domain.evidence.ChainFinding.Kind;
import io.pitrguard.domain.evidence.EvidenceObject;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.evidence.StoredRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EvidenceChain;
import io.pitrguard.port.EvidenceStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Walks a chain of evidence from its first record, reads every object, and reports what differs from its record. */
public final class EvidenceVerification {
    private static final int WORKERS = 16;

    private final EvidenceChain chain;
    private final Function<String, EvidenceStore> stores;
    private final Optional<String> bucket;
    private final Time time;

    /**
     * Creates a verification of what the records name.
     *
     * @param stores gives the bucket of a name
     */
    public EvidenceVerification(EvidenceChain chain, Function<String, EvidenceStore> stores, Time time) {
        this(chain, stores, Optional.empty(), time);
    }

    /**
     * Creates a verification.
     *
     * @param stores gives the bucket of a name
     * @param bucket one that is known to have reports, also where no record names it: somebody may have removed all records
     */
    public EvidenceVerification(
            EvidenceChain chain, Function<String, EvidenceStore> stores, Optional<String> bucket, Time time) {
        this.chain = chain;
        this.stores = stores;
        this.bucket = bucket;
        this.time = time;
    }

    /** Receives the progress of a verification. */
    public interface Progress {
        /** The objects of some more records have been read. */
        void checked(long records, long all);
    }

    /**
     * What came of it.
     *
     * @param newest the newest record that is understood; empty if there is none
     * @param intact objects that were read, and have the content that was recorded
     * @param expired objects that the bucket does not keep any more, as recorded
     * @param findings from the first broken link to the last
     */
    public record Verified(
            AccountRegion where,
            int records,
            Optional<EvidenceRecord> newest,
            long intact,
            long expired,
            List<ChainFinding> findings) {
        public Verified {
            findings = List.copyOf(findings);
        }

        /** Returns the first link that is broken; empty if none is. */
        public Optional<ChainFinding> firstBroken() {
            return findings.stream()
                    .filter(finding -> finding.kind().isBroken())
                    .findFirst();
        }
    }

    private sealed interface State {
        record Intact() implements State {}

        record Expired() implements State {}

        record Found(ChainFinding finding) implements State {}
    }

    /**
     * Verifies the chain of an account and region.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public Result<Verified> run(AccountRegion where, Progress progress) throws InterruptedException {
        Instant begun = time.awsInstant();
        return switch (chain.read(where)) {
            case Result.Failure<EvidenceChain.Whole>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<EvidenceChain.Whole>(EvidenceChain.Whole whole) ->
                new Result.Success<>(verified(where, whole, begun, progress));
        };
    }

    private Verified verified(AccountRegion where, EvidenceChain.Whole whole, Instant begun, Progress progress)
            throws InterruptedException {
        List<EvidenceRecord> records = whole.records().stream()
                .map(StoredRecord::record)
                .flatMap(Optional::stream)
                .toList();
        AtomicLong checked = new AtomicLong();
        List<State> states = Workers.map(Math.clamp(records.size(), 1, WORKERS), records, record -> {
                    List<State> objects = record.objects().stream()
                            .map(object -> state(record, object))
                            .toList();
                    progress.checked(checked.incrementAndGet(), records.size());
                    return objects;
                })
                .stream()
                .flatMap(Collection::stream)
                .toList();
        return new Verified(
                where,
                whole.records().size(),
                records.isEmpty() ? Optional.empty() : Optional.of(records.getLast()),
                states.stream().filter(State.Intact.class::isInstance).count(),
                states.stream().filter(State.Expired.class::isInstance).count(),
                Stream.concat(
                                Stream.concat(
                                                ChainCheck.of(where, whole.head(), whole.records()).stream(),
                                                states.stream().flatMap(EvidenceVerification::finding))
                                        .sorted(ChainFinding.IN_ORDER),
                                new UnrecordedReports(records, bucket, stores, begun).findings().stream())
                        .toList());
    }

    private static Stream<ChainFinding> finding(State state) {
        return switch (state) {
            case State.Found(ChainFinding finding) -> Stream.of(finding);
            case State.Intact() -> Stream.empty();
            case State.Expired() -> Stream.empty();
        };
    }

    /** Content counts: a copy of the bucket has other versions. */
    private State state(EvidenceRecord record, EvidenceObject object) {
        EvidenceStore store = stores.apply(record.bucket());
        return switch (store.newest(object.key())) {
            case Result.Failure<Optional<EvidenceObject>>(Cause cause) -> unread(record, object, cause);
            case Result.Success<Optional<EvidenceObject>>(Optional<EvidenceObject> shown) ->
                isAsRecorded(shown, object) ? new State.Intact() : replaced(record, object, shown, store);
        };
    }

    /** What the key shows instead is certain, whatever is known of the version that was recorded. */
    private State replaced(
            EvidenceRecord record, EvidenceObject object, Optional<EvidenceObject> shown, EvidenceStore store) {
        if (shown.isEmpty() && !time.awsInstant().isBefore(record.until())) {
            return new State.Expired();
        }
        return found(
                record,
                shown.isEmpty() ? Kind.OBJECT_MISSING : Kind.OBJECT_CHANGED,
                "%s of record %d was %s. %s"
                        .formatted(
                                object.key(),
                                record.number(),
                                shown.isEmpty() ? "deleted" : "changed",
                                left(object, store)));
    }

    private static String left(EvidenceObject object, EvidenceStore store) {
        return switch (store.version(object.key(), object.version())) {
            case Result.Failure<Optional<EvidenceObject>>(Cause cause) ->
                "Its version %s could not be read. %s".formatted(object.version(), cause.message());
            case Result.Success<Optional<EvidenceObject>>(Optional<EvidenceObject> version) ->
                isAsRecorded(version, object)
                        ? "Its version %s still is what was recorded.".formatted(object.version())
                        : "No version of it is what was recorded.";
        };
    }

    private static boolean isAsRecorded(Optional<EvidenceObject> read, EvidenceObject recorded) {
        return read.filter(object -> object.sha256().equals(recorded.sha256())).isPresent();
    }

    private static State unread(EvidenceRecord record, EvidenceObject object, Cause cause) {
        return found(
                record,
                Kind.COULD_NOT_READ,
                "%s of record %d could not be read. %s".formatted(object.key(), record.number(), cause.message()));
    }

    private static State found(EvidenceRecord record, Kind kind, String message) {
        return new State.Found(new ChainFinding(record.number(), kind, message));
    }
}
