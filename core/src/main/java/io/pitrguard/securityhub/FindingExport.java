package io.pitrguard.securityhub;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.FindingImport;
import io.pitrguard.port.Result;
import io.pitrguard.port.SentFindings;
import io.pitrguard.port.SentFindings.Sent;
import io.pitrguard.port.Time;
import io.pitrguard.report.Control;
import io.pitrguard.report.SweepView;
import io.pitrguard.securityhub.TableFindings.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the findings of a sweep that changed, and records those that were sent. What fails is tried again, and then counted; the
 * next sweep sends it.
 */
public final class FindingExport {
    private static final int MOST_TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final FindingImport console;
    private final SentFindings store;
    private final TableFindings findings;
    private final Time time;

    /** Creates an export to a console. */
    public FindingExport(FindingImport console, SentFindings store, List<Control> controls, Time time) {
        this.console = console;
        this.store = store;
        this.findings = new TableFindings(controls);
        this.time = time;
    }

    /**
     * What was judged.
     *
     * @param others names of further tables that exist: those that were not read, or that earlier calls judged
     * @param whole whether these and the others are all tables that there are
     * @param unlisted why tables could not be listed; empty if they could
     */
    public record Judged(
            AccountRegion where,
            List<SweepView.TableView> tables,
            Set<String> others,
            boolean whole,
            Optional<String> unlisted) {
        public Judged {
            tables = List.copyOf(tables);
            others = Set.copyOf(others);
        }
    }

    /**
     * What became of it.
     *
     * @param sent how many findings were taken
     * @param failed how many were not, whatever was tried
     * @param why why the first of these failed, or why nothing could be compared or recorded
     */
    public record Exported(int sent, int failed, Optional<Cause> why) {
        Exported and(Exported later) {
            return new Exported(sent + later.sent, failed + later.failed, why.or(() -> later.why));
        }
    }

    /**
     * Sends what changed.
     *
     * @param until when nothing is sent any more that the next sweep sends
     * @throws InterruptedException when the thread is asked to stop
     */
    public Exported export(Judged judged, Instant until) throws InterruptedException {
        return switch (store.read(judged.where())) {
            // Without it, every finding would be sent again, and none that is gone would be archived.
            case Result.Failure<Map<String, Sent>>(Cause cause) -> new Exported(0, 0, Optional.of(cause));
            case Result.Success<Map<String, Sent>>(Map<String, Sent> before) ->
                send(judged.where(), changes(judged, before), until);
        };
    }

    private List<Change> changes(Judged judged, Map<String, Sent> before) {
        Instant now = time.awsInstant();
        List<Change> changes = new ArrayList<>();
        Map<String, Sent> left = new LinkedHashMap<>(before);
        judged.others().forEach(left::remove);
        for (SweepView.TableView view : judged.tables()) {
            Optional<Sent> sent = Optional.ofNullable(left.remove(view.name()));
            findings.of(table(judged, view.name()), view, sent, now).ifPresent(changes::add);
        }
        // What was not even listed may be anything by now: a finding that passed must not stay.
        judged.unlisted()
                .ifPresent(why -> left.forEach((name, sent) ->
                        findings.unlisted(table(judged, name), sent, why, now).ifPresent(changes::add)));
        if (judged.whole()) {
            left.forEach((name, sent) ->
                    findings.gone(table(judged, name), sent, now).ifPresent(changes::add));
        }
        return changes;
    }

    private static TableRef table(Judged judged, String name) {
        return judged.where().table(name);
    }

    private Exported send(AccountRegion where, List<Change> changes, Instant until) throws InterruptedException {
        Exported all = new Exported(0, 0, Optional.empty());
        for (int from = 0; from < changes.size(); from += FindingImport.MOST_FINDINGS) {
            if (!time.instant().isBefore(until)) {
                int late = changes.size() - from;
                return all.and(new Exported(
                        0,
                        late,
                        Optional.of(new Cause(
                                Cause.Kind.OUT_OF_TIME,
                                "Time ran out before all findings were sent; the next sweep sends them."))));
            }
            all = all.and(send(
                    where, changes.subList(from, Math.min(changes.size(), from + FindingImport.MOST_FINDINGS))));
        }
        return all;
    }

    private Exported send(AccountRegion where, List<Change> batch) throws InterruptedException {
        List<Change> left = batch;
        Map<String, Sent> sent = new LinkedHashMap<>();
        int failed = 0;
        Optional<Cause> why = Optional.empty();
        for (int tries = 1; !left.isEmpty(); tries++) {
            List<Optional<Cause>> answers =
                    console.send(left.stream().map(Change::finding).toList());
            List<Change> again = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                Optional<Cause> refused = answers.get(i);
                if (refused.isEmpty()) {
                    sent.put(left.get(i).finding().table().name(), left.get(i).sent());
                } else if (mayPass(refused.get()) && tries < MOST_TRIES) {
                    again.add(left.get(i));
                } else {
                    failed++;
                    why = why.or(() -> refused);
                }
            }
            left = again;
            if (!left.isEmpty()) {
                time.sleepUntil(time.instant().plus(PAUSE.multipliedBy(tries)));
            }
        }
        Optional<Cause> unrecorded = sent.isEmpty() ? Optional.empty() : store.record(where, sent);
        Optional<Cause> first = why;
        return new Exported(sent.size(), failed, first.or(() -> unrecorded));
    }

    private static boolean mayPass(Cause cause) {
        return switch (cause.kind()) {
            case THROTTLED, BROKEN, NOT_YET -> true;
            case DENIED, REFUSED, MISSING, OUT_OF_TIME -> false;
        };
    }
}
