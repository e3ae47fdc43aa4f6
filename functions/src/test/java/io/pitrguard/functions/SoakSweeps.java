package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.functions.SoakHub.End;
import io.pitrguard.functions.SoakHub.Kind;
import io.pitrguard.functions.SoakMembers.Member;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.RandomFaults;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Watches sweeps: each account is planned, each table is judged once and rightly, and the summary adds all up. */
final class SoakSweeps {
    private final HubTestBed hub;
    private final SoakMembers members;
    private final SoakMail mail;
    private final SoakReports reports;
    private final Map<String, Integer> summaries = new HashMap<>();
    // By sweep and account: the ids of the tables that were there at its first call, and the names that were judged
    // since.
    private final Map<String, Map<String, String>> begun = new HashMap<>();
    private final Map<String, Set<String>> judged = new HashMap<>();
    // By sweep: the ARNs of the tables of which it had nothing to tell.
    private final Map<String, Set<String>> quiet = new HashMap<>();
    private Optional<OrganizationReport> last = Optional.empty();

    /**
     * A call, and what was true before.
     *
     * @param place the account and region that a worker is called for
     */
    record Call(
            SoakMachine machine,
            Kind kind,
            Optional<PlaceView> place,
            int number,
            List<Member> places,
            Map<String, SortedSet<FindingKind>> truths,
            boolean stored) {}

    SoakSweeps(HubTestBed hub, SoakMembers members, SoakMail mail, RandomFaults faults) {
        this.hub = hub;
        this.members = members;
        this.mail = mail;
        this.reports = new SoakReports(hub, mail, faults);
    }

    /** Returns the report of the last sweep that came to its end. */
    OrganizationReport last() {
        return last.orElseThrow();
    }

    /** Notes what is true before a call. */
    Call before(SoakMachine machine, Kind kind, Map<String, Object> input) {
        if (kind == Kind.SUMMARY) {
            summaries.merge(machine.name, 1, Integer::sum);
            reports.begin(machine.name);
        }
        if (kind != Kind.PLACE) {
            return new Call(machine, kind, Optional.empty(), 0, List.of(), Map.of(), false);
        }
        PlaceView place = JsonRecords.read(PlaceView.class, Json.write(input.get("place")));
        int number = ((Number) Objects.requireNonNull(input.get("call"))).intValue();
        if (place.account().equals(hub.aws.sandbox().account())) {
            return new Call(machine, kind, Optional.of(place), number, List.of(), Map.of(), false);
        }
        Member member = members.get(place.account());
        begun.computeIfAbsent(key(machine, place), _ -> ids(member.place()));
        return new Call(
                machine,
                kind,
                Optional.of(place),
                number,
                List.of(member),
                member.place().truths(),
                reports.stored(machine.name, place, number).isPresent());
    }

    private static String key(SoakMachine machine, PlaceView place) {
        return machine.name + " " + place.account();
    }

    private static Map<String, String> ids(SoakPlace place) {
        return place.existing().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> place.table(name).tableId(), (one, _) -> one, TreeMap::new));
    }

    /** Checks what a call did. */
    void after(Call call, End end) {
        switch (call.kind()) {
            case PLAN -> {
                if (end instanceof End.Answered(Map<?, ?> answer) && !Boolean.TRUE.equals(answer.get("busy"))) {
                    assertPlanned(call.machine().name);
                }
            }
            case PLACE -> {
                if (!call.stored() && !call.places().isEmpty()) {
                    reports.stored(call.machine().name, call.place().orElseThrow(), call.number())
                            .ifPresent(view -> assertSwept(call, view));
                }
            }
            case SUMMARY -> {
                if (end instanceof End.Answered) {
                    last = Optional.of(reports.assertAddsUp(call.machine().name, summaries.get(call.machine().name)));
                    quiet.getOrDefault(call.machine().name, Set.of())
                            .forEach(arn -> mail.settled(arn, call.machine().started));
                }
            }
            case DRIFT -> throw new IllegalStateException("no sweep calls it");
        }
    }

    /** Each account has a place, or a cause why it has none. */
    private void assertPlanned(String sweep) {
        SweepPlanView plan = JsonRecords.read(
                SweepPlanView.class, hub.bucket.text(SweepKeys.plan(sweep)).orElseThrow());
        Set<String> places = plan.places().stream().map(PlaceView::account).collect(Collectors.toSet());
        plan.failed().forEach(failed -> places.add(failed.account().id()));
        for (Member member : members.active()) {
            if (!places.contains(member.id())) {
                assertThat(plan.gaps()).as("why %s is not planned", member.id()).isNotEmpty();
            }
        }
        assertThat(places).noneMatch(members::isSuspended);
    }

    private void assertSwept(Call call, SweepView view) {
        PlaceView where = call.place().orElseThrow();
        Member member = call.places().getFirst();
        member.oracle().assertJudgedRightly(view, call.truths());
        if (view.sweep().ledgerFailure() != null) {
            view.tables().forEach(table -> mail.interrupted(table.arn()));
        }
        view.tables().stream()
                .filter(table -> table.notification() == null)
                .forEach(table -> quiet.computeIfAbsent(call.machine().name, _ -> new HashSet<>())
                        .add(table.arn()));
        String key = key(call.machine(), where);
        Set<String> names = judged.computeIfAbsent(key, _ -> new HashSet<>());
        view.tables()
                .forEach(table -> assertThat(names.add(table.name()))
                        .as("%s in %s is judged once", table.name(), where)
                        .isTrue());
        if (view.sweep().failure() != null) {
            assertExplained(where, view.sweep().failure());
        } else if (view.sweep().complete() && !reports.hasMore(call.machine().name, where, call.number())) {
            Map<String, String> lasting = ids(member.place());
            lasting.entrySet().retainAll(Objects.requireNonNull(begun.get(key)).entrySet());
            lasting.keySet().removeAll(names);
            assertThat(lasting)
                    .as("tables that call %d of %s left out: %s", call.number(), where, view.sweep())
                    .isEmpty();
        }
    }

    /** Where there is no role, that is the cause, unless a fault was. */
    private void assertExplained(PlaceView where, String failure) {
        if (members.isWithoutRole(where.account())) {
            assertThat(failure).containsAnyOf("sts:AssumeRole", "No usable answer", "could not be reached");
        } else {
            assertThat(failure).isNotBlank();
        }
    }
}
