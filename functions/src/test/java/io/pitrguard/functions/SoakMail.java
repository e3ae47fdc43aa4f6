package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.OrganizationDigestView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.state.Published;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people know, from all messages that went out.
 *
 * <p>A message tells of a table what people do not know: another finding, an end, a change of the product that they were
 * not told of, another event, or that the name is another table's since. What people know may be repeated once after a run
 * about the table was interrupted: killed, or kept from writing the ledger. The next message about the table, or the next
 * sweep that has nothing to tell of it, ends that; but a message of the queue that comes again may tell what it is about,
 * whatever others told since. A copy to others, in the same invocation, is no repetition.
 */
final class SoakMail {
    // So long after its beginning a run may be at work, which keeps others from telling people.
    private static final Duration AT_WORK = Duration.ofMinutes(15);

    private final Supplier<List<Published>> published;
    private final SoakWrites writes;
    private final InstantSource time;
    // By the ARN of a table: the id of the one that has the name; empty if none has.
    private final UnaryOperator<String> ids;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, List<Digest>> digests = new HashMap<>();
    // By the ARN of a table: since when what people know may be repeated.
    private final Map<String, Instant> interrupted = new HashMap<>();
    // The ARNs of tables of which the invocation that runs may tell what people know.
    private final Set<String> again = new HashSet<>();
    // What happened, each change and event of a table, that people were told of.
    private final Set<String> notified = new HashSet<>();
    // By the ARN of a table: what people were told of it, and when, for who looks for the cause of a failure.
    private final Map<String, List<String>> histories = new HashMap<>();
    private int read;
    // An owner's alert, of which others get a copy where it is not sure that somebody gets it.
    private String copied = "";
    private int repeats;

    /**
     * What people know of a table.
     *
     * @param open its findings
     * @param lost the words in which they heard of lost history; empty if none is lost
     * @param unconfirmed whether they wait to hear how a change of it ended
     * @param id the one of the tables of that name that was there then
     * @param at when they were last told of it
     */
    record Known(SortedSet<FindingKind> open, String lost, boolean unconfirmed, String id, Instant at) {
        private static final Known NOTHING = new Known(new TreeSet<>(), "", false, "", Instant.MIN);

        /** Returns those findings that hang on the table's recovery alone. */
        SortedSet<FindingKind> fallsShort() {
            SortedSet<FindingKind> kinds = new TreeSet<>(open);
            kinds.retainAll(SoakPolicy.FALLS_SHORT);
            return kinds;
        }
    }

    /** A digest as it went out. */
    record Digest(Published message, OrganizationDigestView view) {}

    SoakMail(Supplier<List<Published>> published, SoakWrites writes, InstantSource time, UnaryOperator<String> ids) {
        this.published = published;
        this.writes = writes;
        this.time = time;
        this.ids = ids;
    }

    int messages() {
        return read;
    }

    /** Returns how often people were told of a table what they knew. */
    int repeats() {
        return repeats;
    }

    /** Returns what people know of a table. */
    Known known(String arn) {
        return known.getOrDefault(arn, Known.NOTHING);
    }

    /** Returns the digests of a sweep, in the order in which they went out. */
    List<Digest> digests(String sweep) {
        return digests.getOrDefault(sweep, List.of());
    }

    /** A run about a table was interrupted: the next one may tell people what they know. */
    void interrupted(String arn) {
        interrupted.put(arn, time.instant());
        note(arn, "interrupted");
    }

    /** The invocation that runs may tell of these tables what people know: a message came again, or the ledger failed. */
    void again(Set<String> arns) {
        again.addAll(arns);
    }

    /** A sweep ended that had nothing to tell of a table, whatever was interrupted long before it began. */
    void settled(String arn, Instant began) {
        if (interrupted.getOrDefault(arn, Instant.MAX).isBefore(began.minus(AT_WORK))) {
            interrupted.remove(arn);
            note(arn, "settled");
        }
    }

    private void note(String arn, String what) {
        histories.computeIfAbsent(arn, _ -> new ArrayList<>()).add(time.instant() + " " + what);
    }

    /** Reads what an invocation sent; returns the ARNs of the tables that it is about. */
    Set<String> read() {
        List<Published> all = published.get();
        Set<String> about = new HashSet<>();
        copied = "";
        for (Published message : all.subList(read, all.size())) {
            String text =
                    String.valueOf(((Map<?, ?>) Objects.requireNonNull(Json.parse(message.message()))).get("default"));
            Published.Attribute kind = message.attributes().get("kind");
            if (kind != null && kind.value().equals("sweep")) {
                OrganizationDigestView view = JsonRecords.read(OrganizationDigestView.class, text);
                digests.computeIfAbsent(view.organization().id(), _ -> new ArrayList<>())
                        .add(new Digest(message, view));
                view.tables().stream()
                        .filter(table -> view.owner() != null
                                || !isInAnOwners(view.organization().id(), table.arn()))
                        .forEach(table -> learn(table, about));
            } else if (!message.message().equals(copied)) {
                copied = message.attributes().containsKey("owner") ? message.message() : "";
                learn(
                        Objects.requireNonNull(
                                JsonRecords.read(DriftView.class, text).table()),
                        about);
            }
        }
        read = all.size();
        again.clear();
        return about;
    }

    /** Whether an owner's digest has a table: others get a copy where it is not sure that somebody gets that. */
    private boolean isInAnOwners(String sweep, String arn) {
        return digests(sweep).stream()
                .map(Digest::view)
                .filter(view -> view.owner() != null)
                .flatMap(view -> view.tables().stream())
                .anyMatch(table -> table.arn().equals(arn));
    }

    private void learn(SweepView.TableView table, Set<String> about) {
        SweepView.NotificationView notification = Objects.requireNonNull(table.notification());
        SortedSet<FindingKind> open = open(table);
        Known before = known(table.arn());
        // The soak takes less time than there is between reminders.
        assertThat(notification.kind()).as("%s", table).isNotEqualTo(Notification.Kind.REMINDER);
        boolean hasHappened = happened(table, notification).map(notified::add).reduce(false, Boolean::logicalOr);
        String id = ids.apply(table.arn());
        boolean isNews = before.unconfirmed()
                || !before.id().equals(id)
                || !before.open().equals(open)
                || !before.lost().equals(lost(table))
                || hasHappened;
        note(table.arn(), "id %s: %s, open: %s; %s".formatted(id, notification, open, table.remediation()));
        if (!isNews) {
            repeats++;
            assertThat(interrupted.containsKey(table.arn()) || again.contains(table.arn()))
                    .as("people were told again of %s:\n%s", table.arn(), String.join("\n", histories.get(table.arn())))
                    .isTrue();
        }
        interrupted.remove(table.arn());
        about.add(table.arn());
        known.put(
                table.arn(),
                new Known(open, lost(table), hasOutcome(table, OutcomeKind.UNCONFIRMED), id, time.instant()));
    }

    /** Returns what a message says that happened to a table: the change that it made, and events. */
    private Stream<String> happened(SweepView.TableView table, SweepView.NotificationView notification) {
        Stream<String> events = notification.events().stream()
                .map(event -> String.join(" ", event.at(), event.title(), String.valueOf(event.requestId())));
        return Stream.concat(change(table).stream(), events).map(what -> table.arn() + " " + what);
    }

    /** Returns the change that a message is about: the last one before the table was read. */
    private Optional<String> change(SweepView.TableView table) {
        return Optional.ofNullable(table.provenAt())
                .filter(_ -> hasOutcome(table, OutcomeKind.FIXED))
                // It is of whole seconds.
                .flatMap(read ->
                        writes.lastBefore(table.arn(), Instant.parse(read).plusSeconds(1)))
                .map(at -> "changed at " + at);
    }

    private static String lost(SweepView.TableView table) {
        return table.violations().stream()
                .filter(violation -> violation.kind() == FindingKind.HISTORY_LOST)
                .map(SweepView.ViolationView::message)
                .collect(Collectors.joining());
    }

    private static SortedSet<FindingKind> open(SweepView.TableView table) {
        SortedSet<FindingKind> open = new TreeSet<>();
        table.violations().forEach(violation -> open.add(violation.kind()));
        table.notices().forEach(notice -> open.add(notice.kind()));
        if (table.verdict() == VerdictKind.UNDETERMINED) {
            open.add(FindingKind.UNDETERMINED);
        }
        if (hasOutcome(table, OutcomeKind.FIX_FAILED)) {
            open.add(FindingKind.FIX_FAILED);
        }
        if (hasOutcome(table, OutcomeKind.FLAPPING)) {
            open.add(FindingKind.FLAPPING);
        }
        return open;
    }

    private static boolean hasOutcome(SweepView.TableView table, OutcomeKind outcome) {
        return table.remediation() != null && table.remediation().outcome() == outcome;
    }
}
