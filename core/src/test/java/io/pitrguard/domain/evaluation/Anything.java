package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Any policy, table and state, from few enough words that rules, tables and tags often meet. Everything happens around
 * {@link Words#NOW}.
 */
final class Anything extends DomainContextBase {
    private static final List<String> KEYS = List.of("tier", "state");
    private static final List<String> VALUES = List.of("gold", "frozen");

    @Provide
    Arbitrary<Cause> causes() {
        return Arbitraries.of(Cause.Kind.class).map(kind -> new Cause(kind, "It is " + kind + "."));
    }

    @Provide
    Arbitrary<RecoveryState> states() {
        return Arbitraries.oneOf(
                enabled(),
                enabled(),
                Arbitraries.of(new RecoveryState.Disabled(), new RecoveryState.TableGone()),
                causes().map(RecoveryState.Unreadable::new));
    }

    @Provide
    Arbitrary<RecoveryState.Enabled> enabled() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 35).optional(),
                        Arbitraries.longs().between(-3600, 7200).optional())
                .as((days, age) -> new RecoveryState.Enabled(
                        days.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        age.map(seconds -> Words.NOW.minusSeconds(86_400 + seconds)),
                        age.map(seconds -> Words.NOW.minusSeconds(seconds))));
    }

    @Provide
    Arbitrary<TableDetails> known() {
        return Combinators.combine(Arbitraries.of(TableStatus.class), Arbitraries.of(true, false))
                .as((status, protection) -> new TableDetails(status, 1, protection));
    }

    @Provide
    Arbitrary<Fact<TableDetails>> details() {
        return Arbitraries.oneOf(
                known().map(Fact.Known::new),
                known().map(Fact.Known::new),
                Arbitraries.of(new Fact.NotRead<>(), new Fact.Gone<>()),
                causes().map(Fact.Unreadable::new));
    }

    @Provide
    Arbitrary<Tags.Known> knownTags() {
        Arbitrary<Map<String, String>> plain = Arbitraries.maps(Arbitraries.of(KEYS), Arbitraries.of(VALUES));
        Arbitrary<Map<String, String>> exempt = Arbitraries.maps(
                Arbitraries.of(TagExemption.UNTIL, TagExemption.REASON, TagExemption.OWNER),
                Arbitraries.of("2027-03-09", "2027-03-10", "soon", " "));
        Arbitrary<Map<String, String>> whole = Arbitraries.of("2027-03-09", "2027-03-10")
                .map(until -> Map.of(TagExemption.UNTIL, until, TagExemption.REASON, "why", TagExemption.OWNER, "who"));
        return Combinators.combine(plain, Arbitraries.oneOf(Arbitraries.just(Map.<String, String>of()), exempt, whole))
                .as((some, more) -> {
                    Map<String, String> all = new HashMap<>(some);
                    all.putAll(more);
                    return new Tags.Known(all);
                });
    }

    @Provide
    Arbitrary<Tags> tags() {
        return Arbitraries.oneOf(knownTags(), knownTags(), causes().map(Tags.Unreadable::new));
    }

    @Provide
    Arbitrary<TableRef> tables() {
        return Arbitraries.of("orders", "carts", "sandbox-1").map(Words.HERE::table);
    }

    @Provide
    Arbitrary<TableFacts> facts() {
        return Combinators.combine(tables(), tags(), details())
                .as((table, tags, details) -> new TableFacts(table, tags, details));
    }

    @Provide
    Arbitrary<Requirement> requirements() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 35).optional(),
                        Arbitraries.integers().between(301, 3600).optional(),
                        Arbitraries.of(true, false))
                .as((days, lag, protection) ->
                        requirement(days, lag).with(DeletionProtectionCheck.PROTECTION, protection));
    }

    private static Requirement requirement(Optional<Integer> days, Optional<Integer> lag) {
        Requirement on = Requirement.RECOVERY_ON;
        Requirement period =
                days.map(it -> on.with(RecoveryPeriodCheck.DAYS, it)).orElse(on);
        return lag.map(it -> period.with(RestorePointLagCheck.MAX_LAG, Duration.ofSeconds(it)))
                .orElse(period);
    }

    private Arbitrary<Rule.Effect> effects() {
        Arbitrary<Rule.Effect> require = Combinators.combine(
                        requirements(), Arbitraries.of(Action.class), Arbitraries.of(true, true, false))
                .as(Rule.Effect.Require::new);
        Arbitrary<Rule.Effect> exempt = Arbitraries.of("2027-03-09", "2027-03-10")
                .map(until -> new Rule.Effect.Exempt(new Exemption("why", "who", LocalDate.parse(until))));
        return Arbitraries.oneOf(require, require, exempt);
    }

    private Arbitrary<Match> matches() {
        Arbitrary<List<TagPattern>> patterns = Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of(VALUES))
                .as((key, value) -> TagPattern.parse(key + "=" + value))
                .list()
                .ofMaxSize(2);
        Arbitrary<List<Glob>> names = Arbitraries.of(List.of(), List.of(new Glob("orders")), List.of(new Glob("*s")));
        return Combinators.combine(names, patterns, patterns)
                .as((tables, any, all) -> new Match(tables, any, all, List.of(), List.of()));
    }

    @Provide
    Arbitrary<Policy> policies() {
        Arbitrary<Rule> rules =
                Combinators.combine(matches(), effects()).as((match, effect) -> new Rule("a rule", match, effect));
        return rules.list().ofMaxSize(4).map(Anything::named);
    }

    private static Policy named(List<Rule> rules) {
        List<Rule> named = new ArrayList<>();
        for (Rule rule : rules) {
            named.add(new Rule("rule " + named.size(), rule.match(), rule.effect()));
        }
        return new Policy("test", named, Limits.STANDARD);
    }
}
