package io.pitrguard.functions;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.SandboxTables;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An account and region whose tables come, go and change at random. */
final class SoakPlace {
    final AccountRegion where;
    private final SandboxAws aws;
    private final SandboxTables tables;
    private final Random random;
    private final int oneIn;
    private final List<String> names = new ArrayList<>();

    /**
     * What somebody did.
     *
     * @param was the recovery of the table before; empty if there was none
     */
    record Change(String table, Optional<Recovery> was, CallEvent call) {}

    /**
     * Creates its tables.
     *
     * @param oneIn of so many tables one has no recovery when it is created, and one a short period
     */
    SoakPlace(SandboxAws aws, AccountRegion where, int count, int oneIn, Random random) {
        this.aws = aws;
        this.where = where;
        this.tables = aws.sandbox().tables(where.account(), where.region());
        this.random = random;
        this.oneIn = oneIn;
        for (int i = 0; i < count; i++) {
            String name = SoakPolicy.name(random.nextInt(6), i);
            names.add(name);
            create(name);
        }
    }

    /** Returns the names of the tables that are there, without the ledger. */
    List<String> existing() {
        return tables.names().stream()
                .filter(name -> !name.equals(DriftTestBed.LEDGER))
                .toList();
    }

    SandboxTable table(String name) {
        return tables.get(name);
    }

    boolean has(String name) {
        return tables.names().contains(name);
    }

    Recovery recovery(String name) {
        return table(name).recovery();
    }

    /** Returns what each table falls short of. */
    Map<String, SortedSet<FindingKind>> truths() {
        return existing().stream().collect(Collectors.toMap(Function.identity(), this::fallsShort));
    }

    SortedSet<FindingKind> fallsShort(String name) {
        return SoakPolicy.fallsShort(name, recovery(name));
    }

    /** Returns the recovery of each table, by its id. */
    Map<String, Recovery> recoveries() {
        Map<String, Recovery> all = new HashMap<>();
        existing().forEach(name -> all.put(table(name).tableId(), recovery(name)));
        return all;
    }

    private void create(String name) {
        SandboxTable table = tables.create(name);
        int dice = random.nextInt(oneIn);
        if (dice == 0) {
            table.disabled();
        } else {
            table.enabled(dice == 1 ? 7 : SoakPolicy.DAYS);
        }
    }

    /** Lets somebody do something to a table. */
    Change happen(String user) {
        String name = names.get(random.nextInt(names.size()));
        if (!has(name)) {
            create(name);
            return new Change(
                    name, Optional.empty(), call("CreateTable").table(name).by(user));
        }
        Recovery was = recovery(name);
        return new Change(name, Optional.of(was), change(name, was).by(user));
    }

    private CallEvent change(String name, Recovery was) {
        return switch (random.nextInt(10)) {
            case 0 -> {
                tables.delete(name);
                yield call("DeleteTable").table(name);
            }
            case 1, 2 -> {
                enable(name, was, 7);
                yield call("UpdateContinuousBackups").table(name).enabling(7);
            }
            case 3 -> {
                enable(name, was, SoakPolicy.DAYS);
                yield call("UpdateContinuousBackups").table(name).enabling(SoakPolicy.DAYS);
            }
            case 4 -> call("TagResource").with("resourceArn", table(name).arn());
            default -> {
                table(name).disabled();
                yield call("UpdateContinuousBackups").table(name).disabling();
            }
        };
    }

    private CallEvent call(String operation) {
        return CallEvent.of(operation, where, aws.time().instant());
    }

    /** As AWS does: a window begins anew where recovery was off, and a shorter one forgets. */
    private void enable(String name, Recovery was, int days) {
        Instant now = aws.time().instant();
        Instant earliest = switch (was) {
            case Recovery.Disabled _ -> now;
            case Recovery.Enabled on -> Collections.max(List.of(on.earliest(), now.minus(Duration.ofDays(days))));
        };
        table(name).enabled(days, earliest);
    }
}
