package io.pitrguard.functions;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.port.SettableTime;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.SandboxTables;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * An organization on simulated time: accounts that fail in every way, and tables that come, go and drift while they are
 * swept. Waiting moves the clock, and what is due by then happens before the wait ends.
 */
final class SimulatedOrganization {
    static final List<String> REGIONS = List.of("eu-central-1", "eu-west-1", "us-east-1");
    static final String ROLE = "pitr-guard-member";
    static final String EXTERNAL_ID = "an-external-id";
    static final int DAYS = 35;

    /** What is wrong with an account. */
    enum Trouble {
        NONE,
        ROLE_MISSING,
        ROLE_OUTDATED,
        CONTROL_POLICY,
        REGION_DISABLED,
        NEIGHBOUR,
        SUSPENDED
    }

    /** How many accounts of a hundred have each trouble. */
    private static final int EACH = 2;

    private static final double NEIGHBOUR_TAKES = 5;

    private final SandboxAws aws;
    private final Random random;
    private final Map<String, Trouble> troubles = new HashMap<>();
    // What each table fell short of over time, by place and name: true from that moment on; null where it was gone.
    private final Map<Place, Map<String, List<State>>> states = new HashMap<>();
    private final PriorityQueue<Change> due = new PriorityQueue<>();
    private final SimulatedTime time;
    private int changes;

    /** An account and region. */
    record Place(String account, String region) {}

    /** Whether a table was there and compliant, from that moment on. */
    record State(Instant from, boolean there, boolean compliant) {}

    private record Change(Instant at, Place place, String table) implements Comparable<Change> {
        @Override
        public int compareTo(Change other) {
            return at.compareTo(other.at);
        }
    }

    SimulatedOrganization(SandboxAws aws, long seed, int accounts, int tables) {
        this.aws = aws;
        this.random = new Random(seed);
        this.time = new SimulatedTime(aws.time(), this::happenUntil);
        aws.sandbox().organization().account(aws.sandbox().account(), "security", Set.copyOf(REGIONS));
        List<Place> all = new ArrayList<>();
        for (int i = 1; i <= accounts; i++) {
            all.addAll(account("%012d".formatted(100_000_000_000L + i), Trouble.values()[troubleOf(i)]));
        }
        seed(all, tables);
    }

    /** The clock of all: who waits lets happen what is due. */
    SimulatedTime time() {
        return time;
    }

    int changes() {
        return changes;
    }

    Trouble trouble(String account) {
        return troubles.getOrDefault(account, Trouble.NONE);
    }

    Set<String> accounts() {
        return Set.copyOf(troubles.keySet());
    }

    /** The tables that were there all the time of a sweep. */
    Set<String> lasting(Place place, Instant from, Instant to) {
        Set<String> lasting = new TreeSet<>();
        states.getOrDefault(place, Map.of()).forEach((name, history) -> {
            if (during(history, from, to).stream().allMatch(State::there)) {
                lasting.add(name);
            }
        });
        return lasting;
    }

    /** Whether it was true of a table at some moment of a sweep that it is compliant, or that it is not. */
    boolean wasTrue(Place place, String table, boolean compliant, Instant from, Instant to) {
        List<State> history = states.getOrDefault(place, Map.of()).getOrDefault(table, List.of());
        return during(history, from, to).stream().anyMatch(state -> state.there() && state.compliant() == compliant);
    }

    /** What happens in a place while it is swept: somebody changes one of its tables each second. */
    void stir(Place place, Duration until) {
        Map<String, List<State>> tables = states.getOrDefault(place, Map.of());
        List<String> names = List.copyOf(new TreeSet<>(tables.keySet()));
        Instant now = time.instant();
        for (long second = 1; second < until.toSeconds() && !names.isEmpty(); second++) {
            due.add(new Change(now.plusSeconds(second), place, names.get(random.nextInt(names.size()))));
        }
        if (trouble(place.account()) == Trouble.NEIGHBOUR) {
            aws.sandbox().neighbour(place.account(), place.region(), NEIGHBOUR_TAKES);
        }
    }

    /** What did not happen while the place was swept does not happen. */
    void calm() {
        due.clear();
    }

    /** Readers wait on several threads; what happens, happens once. */
    private synchronized void happenUntil(Instant moment) {
        for (Change next = due.peek(); next != null && !next.at().isAfter(moment); next = due.peek()) {
            due.remove();
            if (next.at().isAfter(aws.time().instant())) {
                aws.time().set(next.at());
            }
            change(next);
        }
    }

    private void change(Change change) {
        changes++;
        SandboxTables tables = tables(change.place());
        boolean there = tables.names().contains(change.table());
        if (!there) {
            note(change.place(), tables.create(change.table()).enabled(DAYS), change.at());
        } else if (random.nextInt(5) == 0) {
            tables.delete(change.table());
            history(change.place(), change.table()).add(new State(change.at(), false, false));
        } else {
            SandboxTable table = tables.get(change.table());
            boolean on = table.recovery() instanceof Recovery.Enabled;
            note(change.place(), on ? table.disabled() : table.enabled(DAYS), change.at());
        }
    }

    private static int troubleOf(int account) {
        int slot = account % 100;
        return slot < EACH * (Trouble.values().length - 1) ? 1 + slot / EACH : 0;
    }

    private List<Place> account(String id, Trouble trouble) {
        troubles.put(id, trouble);
        Set<String> regions = Set.copyOf(trouble == Trouble.REGION_DISABLED ? REGIONS.subList(0, 2) : REGIONS);
        String state = trouble == Trouble.SUSPENDED ? "SUSPENDED" : "ACTIVE";
        aws.sandbox().organization().account(id, "account-" + id, "r-sb01", state, regions);
        if (trouble != Trouble.ROLE_MISSING) {
            aws.sandbox().organization().role(id, ROLE, EXTERNAL_ID);
        }
        if (trouble == Trouble.ROLE_OUTDATED) {
            aws.sandbox()
                    .faults()
                    .add(Fault.on("DescribeContinuousBackups", Effect.DENIED).account(id));
        }
        if (trouble == Trouble.CONTROL_POLICY) {
            aws.sandbox()
                    .faults()
                    .add(Fault.on("ListTables", Effect.DENIED_BY_CONTROL_POLICY).account(id));
        }
        return regions.stream().sorted().map(region -> new Place(id, region)).toList();
    }

    /** Most places have a few tables, some have hundreds. */
    private void seed(List<Place> all, int tables) {
        int left = tables;
        for (int i = 0; i < all.size(); i++) {
            int even = left / (all.size() - i);
            int here =
                    i % 100 == 50 ? Math.min(left, 20 * even) : Math.min(left, random.nextInt(Math.max(1, 2 * even)));
            left -= here;
            for (int table = 0; table < here; table++) {
                seed(all.get(i), "table-%04d".formatted(table));
            }
        }
    }

    private void seed(Place place, String name) {
        SandboxTable table = tables(place).create(name);
        note(
                place,
                random.nextInt(10) == 0 ? table.disabled() : table.enabled(random.nextInt(10) == 0 ? 7 : DAYS),
                aws.time().instant());
    }

    private void note(Place place, SandboxTable table, Instant at) {
        boolean compliant = table.recovery() instanceof Recovery.Enabled on && on.days() >= DAYS;
        history(place, table.name()).add(new State(at, true, compliant));
    }

    private List<State> history(Place place, String table) {
        return states.computeIfAbsent(place, _ -> new HashMap<>()).computeIfAbsent(table, _ -> new ArrayList<>());
    }

    /** The states of a table from the one that it had at a moment to the one that it had at another. */
    private static List<State> during(List<State> history, Instant from, Instant to) {
        List<State> during = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            boolean over = i + 1 < history.size() && !history.get(i + 1).from().isAfter(from);
            if (!over && !history.get(i).from().isAfter(to)) {
                during.add(history.get(i));
            }
        }
        boolean earlier = !history.isEmpty() && !history.getFirst().from().isAfter(from);
        return earlier ? during : prepend(during);
    }

    private static List<State> prepend(List<State> during) {
        List<State> all = new ArrayList<>(during);
        all.addFirst(new State(SettableTime.START.minusSeconds(1), false, false));
        return all;
    }

    private SandboxTables tables(Place place) {
        return aws.sandbox().tables(place.account(), place.region());
    }
}
