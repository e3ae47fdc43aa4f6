package io.pitrguard.evidence;

import io.pitrguard.domain.evidence.ChainHead;
import io.pitrguard.domain.evidence.EvidenceObject;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EvidenceChain;
import io.pitrguard.port.EvidenceStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Stores the report of a sweep, and then its record in the chain: an object without a record is not evidence. */
public final class EvidenceWriter {
    /** What the keys of all reports begin with. */
    static final String FOLDER = "evidence/";

    /** A sweep whose end is repeated stores its report under another key: nothing is written over. */
    private static final int MOST_REPETITIONS = 20;

    /** Whoever loses has seen another one succeed: that many never write at once. */
    private static final int MOST_CONFLICTS = 20;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final EvidenceStore store;
    private final EvidenceChain chain;
    private final Duration kept;
    private final Time time;

    /**
     * Creates a writer.
     *
     * @param kept how long the bucket keeps objects
     */
    public EvidenceWriter(EvidenceStore store, EvidenceChain chain, Duration kept, Time time) {
        this.store = store;
        this.chain = chain;
        this.kept = kept;
        this.time = time;
    }

    /** A report in both of its forms. */
    public interface Report {
        /** Returns the page for people. */
        byte[] html();

        /** Returns the document for programs. */
        byte[] json();
    }

    /** Stores a report; never throws, because a sweep does not fail for its evidence. */
    public Result<EvidenceRecord> write(AccountRegion where, String sweep, Report report) {
        return Result.of(() -> {
            Instant at = time.awsInstant();
            return switch (stored(at, sweep, report)) {
                case Result.Success<Stored>(Stored objects) -> append(where, at, sweep, objects);
                case Result.Failure<Stored>(Cause cause) -> new Result.Failure<>(cause);
            };
        });
    }

    private record Stored(EvidenceObject html, EvidenceObject json) {}

    private Result<Stored> stored(Instant at, String sweep, Report report) {
        for (int turn = 1; turn <= MOST_REPETITIONS; turn++) {
            String folder = FOLDER + DAY.format(at) + "/" + sweep + (turn == 1 ? "" : "-" + turn) + "/";
            Result<Optional<EvidenceObject>> html =
                    store.writeNew(folder + "report.html", "text/html; charset=utf-8", report.html());
            if (isTaken(html)) {
                continue;
            }
            Result<Optional<EvidenceObject>> json = html.failure().isPresent()
                    ? html
                    : store.writeNew(folder + "report.json", "application/json", report.json());
            if (isTaken(json)) {
                continue;
            }
            return json.map(
                    written -> new Stored(html.success().flatMap(own -> own).orElseThrow(), written.orElseThrow()));
        }
        return new Result.Failure<>(new Cause(
                Cause.Kind.REFUSED,
                "The bucket %s has %d reports of %s already.".formatted(store.bucket(), MOST_REPETITIONS, sweep)));
    }

    private static boolean isTaken(Result<Optional<EvidenceObject>> written) {
        return written.success().filter(Optional::isEmpty).isPresent();
    }

    private Result<EvidenceRecord> append(AccountRegion where, Instant at, String sweep, Stored objects) {
        for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            Result<ChainHead> head = chain.head(where);
            if (head instanceof Result.Failure<ChainHead>(Cause cause)) {
                return new Result.Failure<>(cause);
            }
            EvidenceRecord record =
                    record(where, at, sweep, objects, head.success().orElseThrow());
            Result<Boolean> appended = chain.append(record);
            if (appended instanceof Result.Failure<Boolean>(Cause cause)) {
                return new Result.Failure<>(cause);
            }
            if (appended.success().orElseThrow()) {
                return new Result.Success<>(record);
            }
        }
        return new Result.Failure<>(new Cause(
                Cause.Kind.REFUSED,
                "The chain of evidence could not be continued: no record fits behind its newest one.",
                Optional.of("Check it with ./pitr-guard report --verify")));
    }

    private EvidenceRecord record(AccountRegion where, Instant at, String sweep, Stored objects, ChainHead head) {
        return new EvidenceRecord(
                where,
                head.number() + 1,
                at,
                at.plus(kept),
                sweep,
                store.bucket(),
                objects.html(),
                objects.json(),
                head.digest());
    }
}
