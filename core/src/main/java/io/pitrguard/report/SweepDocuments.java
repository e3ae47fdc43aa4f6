package io.pitrguard.report;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the functions of a sweep read and store, by its types. */
public final class SweepDocuments {
    private final SweepStore store;

    /** Reads and stores there. */
    public SweepDocuments(SweepStore store) {
        this.store = store;
    }

    /**
     * Reads the accounts of the organization as the latest plan found them; empty before the first plan, and if this version
     * of pitr-guard does not understand it, such as after an update: the next plan writes it anew.
     */
    public Result<Optional<SweepPlanView.KnownAccounts>> organization() {
        return store.read(SweepKeys.ORGANIZATION).map(json -> json.flatMap(SweepDocuments::understood));
    }

    private static Optional<SweepPlanView.KnownAccounts> understood(String json) {
        try {
            return Optional.of(JsonRecords.read(SweepPlanView.KnownAccounts.class, json));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads a sweep's plan; empty if it has none. */
    public Result<Optional<SweepPlanView>> plan(String sweep) {
        return read(SweepPlanView.class, SweepKeys.plan(sweep));
    }

    /** Reads when a sweep was first reported; empty if it was not, or that cannot be read. */
    public Optional<Instant> reportedAt(String sweep) {
        return read(ReportedView.class, SweepKeys.report(sweep))
                .success()
                .flatMap(report -> report)
                .map(ReportedView::organization)
                .flatMap(ReportedView.Header::finished);
    }

    /** Reads a part by its key. */
    public Result<Optional<PartView>> part(String key) {
        return read(PartView.class, key);
    }

    /** Reads what says that a digest was sent; empty if it was not. */
    public Result<Optional<SentDigestView>> sentDigest(String key) {
        return read(SentDigestView.class, key);
    }

    /** Lists the keys of a sweep's parts, or of one place's, in their order. */
    public Result<List<String>> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.empty();
        PageTrail<String> trail = new PageTrail<>();
        do {
            switch (store.list(prefix, after)) {
                case Result.Failure<Page<List<String>>>(Cause cause) -> {
                    return new Result.Failure<>(cause);
                }
                case Result.Success<Page<List<String>>>(Page<List<String>> page) -> {
                    keys.addAll(page.content());
                    after = page.next();
                }
            }
            if (after.filter(trail::isEndless).isPresent()) {
                return new Result.Failure<>(new Cause(Cause.Kind.BROKEN, "AWS repeated a page of the list of parts."));
            }
        } while (after.isPresent());
        return new Result.Success<>(keys);
    }

    /** Stores a document; returns why that failed, empty if it did not. */
    public Optional<Cause> write(String key, Record document) {
        return store.write(key, Json.write(document));
    }

    /** Stores a document unless there is one of that key; returns whether it was stored. */
    public Result<Boolean> writeNew(String key, Record document) {
        return store.writeNew(key, Json.write(document));
    }

    /** Stores a list unless there is one of that key; returns whether it was stored. */
    public Result<Boolean> writeNew(String key, List<? extends Record> documents) {
        return store.writeNew(key, Json.write(documents));
    }

    private <T extends Record> Result<Optional<T>> read(Class<T> type, String key) {
        return switch (store.read(key)) {
            case Result.Failure<Optional<String>>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<Optional<String>>(Optional<String> json) -> {
                try {
                    yield new Result.Success<>(json.map(text -> JsonRecords.read(type, text)));
                } catch (IllegalArgumentException e) {
                    yield new Result.Failure<>(new Cause(
                            Cause.Kind.REFUSED, "The document %s cannot be read: %s.".formatted(key, e.getMessage())));
                }
            }
        };
    }
}
