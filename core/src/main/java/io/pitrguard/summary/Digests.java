package io.pitrguard.summary;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.ledger.NotificationRecorder;
import io.pitrguard.ledger.PendingNotification;
import io.pitrguard.notify.Announcer;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.report.OrganizationDigest;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import io.pitrguard.report.OrganizationReports;
import io.pitrguard.report.PartView;
import io.pitrguard.report.PendingViews;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SelfCheckView;
import io.pitrguard.report.SentDigestView;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepView;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.selfcheck.SelfCheckReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Sends the digests of a sweep, one for each owner and one for all accounts without, and records what people were notified
 * of: only what was published, and only if somebody can have got it. A digest that was sent is marked before anything is
 * recorded: when the sweep's end is repeated, it is recorded and not sent again.
 */
public final class Digests {
    private final Tools tools;
    private final SweepParts parts;
    private final OrganizationReport report;
    private final Set<String> unheard;

    /**
     * What sending takes.
     *
     * @param alerts where digests go; empty if results are only logged
     * @param announcer tells other systems the same
     */
    public record Tools(
            SweepDocuments documents,
            Optional<Alerts> alerts,
            NotificationRecorder recorder,
            SelfCheck selfCheck,
            Announcer announcer,
            Time time) {}

    /**
     * Sends the digests of this report.
     *
     * @param unheard owners whom no digest can reach; their tables are in the one without an owner
     */
    public Digests(Tools tools, SweepParts parts, OrganizationReport report, Set<String> unheard) {
        this.tools = tools;
        this.parts = parts;
        this.report = report;
        this.unheard = Set.copyOf(unheard);
    }

    /**
     * Sends all digests. What an owner's subscribers do not get because of their filter policies is in the digest without an
     * owner, too, which is why that is the last one.
     *
     * @param self the self-check that is in the report
     * @param hub where the state machine runs
     * @param until when nothing is recorded any more that the next sweep finds by itself
     * @return why the first digest could not be sent that could not be; the others are sent all the same
     * @throws InterruptedException when the thread is asked to stop
     */
    public Optional<Cause> send(SelfCheckReport self, AccountRegion hub, Instant until) throws InterruptedException {
        if (tools.alerts().isEmpty()) {
            return Optional.empty();
        }
        Recording recording = new Recording(hub, until);
        Optional<Cause> first = Optional.empty();
        Set<String> toOperators = new HashSet<>(unheard);
        for (String owner : owners()) {
            OrganizationReport part = OrganizationReports.ofOwner(report, owner);
            if (unheard.contains(owner) || !OrganizationDigest.isDue(part)) {
                continue;
            }
            Result<SentDigestView> sent = sent(part, Optional.of(owner));
            first = first.or(sent::failure);
            if (sent.success().filter(mark -> !mark.received()).isPresent()) {
                toOperators.add(owner);
            } else if (sent instanceof Result.Success<SentDigestView>(SentDigestView mark)) {
                recordTables(part, mark, recording);
            }
        }
        Optional<Cause> last = sendToOperators(OrganizationReports.ofOperators(report, toOperators), self, recording);
        return first.or(() -> last);
    }

    private Optional<Cause> sendToOperators(OrganizationReport part, SelfCheckReport self, Recording recording)
            throws InterruptedException {
        if (!OrganizationDigest.isDue(part)) {
            return Optional.empty();
        }
        Result<SentDigestView> sent = sent(part, Optional.empty());
        if (sent instanceof Result.Success<SentDigestView>(SentDigestView mark)) {
            recordSelfCheck(part, self, mark);
            recordTables(part, mark, recording);
        }
        return sent.failure();
    }

    private record Recording(AccountRegion hub, Instant until) {}

    private List<String> owners() {
        return report.places().stream()
                .map(PlaceReport::owner)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** Sends a digest, unless an earlier try did. */
    private Result<SentDigestView> sent(OrganizationReport part, Optional<String> owner) throws InterruptedException {
        String key = SweepKeys.digest(part.organization().id(), owner);
        return switch (tools.documents().sentDigest(key)) {
            case Result.Failure<Optional<SentDigestView>>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<Optional<SentDigestView>>(Optional<SentDigestView> before) ->
                before.isPresent() ? new Result.Success<>(before.get()) : send(part, key);
        };
    }

    private Result<SentDigestView> send(OrganizationReport part, String key) throws InterruptedException {
        Message message = OrganizationDigest.of(part, select(part));
        Alerts alerts = tools.alerts().orElseThrow();
        // Both before it is sent: afterwards it is marked at once, because what is not marked is sent again.
        boolean byMail = alerts.hasRecipient(message.alert());
        // An owner's that nobody gets is also in the one without an owner, which is announced.
        boolean announced = byMail || part.owner() == null;
        if (announced) {
            tools.announcer().announce(message.announcement());
        }
        Optional<Cause> refused = alerts.publish(message.alert());
        if (refused.isPresent()) {
            return new Result.Failure<>(refused.get());
        }
        boolean inChat = announced && tools.announcer().chat(message.announcement());
        SentDigestView mark = mark(part, message, byMail || inChat);
        // Where it cannot be marked, it is recorded all the same.
        tools.documents().write(key, mark);
        return new Result.Success<>(mark);
    }

    private SentDigestView mark(OrganizationReport part, Message message, boolean received) {
        return new SentDigestView(
                tools.time().awsInstant().truncatedTo(ChronoUnit.SECONDS).toString(),
                received,
                message.tables().stream().sorted().toList(),
                message.selfCheck(),
                blindSpots(part));
    }

    private static List<String> blindSpots(OrganizationReport part) {
        return part.selfCheck() == null
                ? List.of()
                : part.selfCheck().blindSpots().stream()
                        .map(SelfCheckView.BlindSpotView::what)
                        .toList();
    }

    /** Returns the first tables that people must be notified of, at most as many as a message can hold. */
    private List<SweepView.TableView> select(OrganizationReport part) throws InterruptedException {
        PriorityQueue<SweepView.TableView> last =
                new PriorityQueue<>(OrganizationDigest.order().reversed());
        forEach(
                part,
                place -> true,
                (_, found) -> found.view().tables().stream()
                        .filter(table -> table.notification() != null)
                        .forEach(table -> {
                            last.add(table);
                            if (last.size() > OrganizationDigest.MOST_TABLES) {
                                last.remove();
                            }
                        }));
        return last.stream().sorted(OrganizationDigest.order()).toList();
    }

    /** What another self-check found than the one that was sent, the next sweep tells. */
    private void recordSelfCheck(OrganizationReport part, SelfCheckReport self, SentDigestView sent) {
        if (sent.received()
                && sent.selfCheck()
                && self.notification().any()
                && sent.blindSpots().equals(blindSpots(part))) {
            tools.selfCheck().recordNotified(self);
        }
    }

    private void recordTables(OrganizationReport part, SentDigestView sent, Recording recording)
            throws InterruptedException {
        Set<String> tables = sent.received() ? new HashSet<>(sent.tables()) : Set.of();
        if (!tables.isEmpty()) {
            Instant at = Instant.parse(sent.at());
            record(
                    part,
                    recording,
                    pending -> tables.contains(arn(pending)),
                    notifications -> tools.recorder().sent(notifications, at));
        }
        int all = part.places().stream().mapToInt(PlaceReport::toNotify).sum();
        if (all > tables.size()) {
            record(part, recording, pending -> !tables.contains(arn(pending)), tools.recorder()::leftOut);
        }
    }

    private interface Recorder {
        void record(List<PendingNotification> notifications) throws InterruptedException;
    }

    private void record(
            OrganizationReport part, Recording recording, Predicate<PendingNotification> which, Recorder recorder)
            throws InterruptedException {
        forEach(
                part,
                _ -> tools.time().instant().isBefore(recording.until()),
                (place, found) -> recorder.record(found.pending().stream()
                        .map(view -> PendingViews.read(
                                view, place.where(recording.hub().partition())))
                        .filter(which)
                        .toList()));
    }

    private static String arn(PendingNotification pending) {
        return pending.before().table().arn();
    }

    private interface Each {
        void take(PlaceView place, PartView part) throws InterruptedException;
    }

    /** Reads the parts with notifications again; one that can no longer be read is left to the next sweep. */
    private void forEach(OrganizationReport part, Predicate<PlaceReport> goesOn, Each each)
            throws InterruptedException {
        for (PlaceReport place : part.places()) {
            if (place.toNotify() == 0 || !goesOn.test(place)) {
                continue;
            }
            PlaceView view = new PlaceView(
                    place.account().id(),
                    place.account().name(),
                    place.region(),
                    place.account().units());
            for (String key : parts.keys(view)) {
                Optional<PartView> found = parts.read(key).success();
                if (found.isPresent()) {
                    each.take(view, found.get());
                }
            }
        }
    }
}
