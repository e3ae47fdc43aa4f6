package io.pitrguard.configrule;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Results of tables that are gone: taken back, but only of those that are proven to be gone. */
class StaleResultsTest {
    private static final String LEFT = "Results of deleted tables could not be withdrawn. ";

    private final ConfigRuleFixture world = new ConfigRuleFixture();

    /** AWS Config with pages that say something else than what it holds. */
    private abstract class Pages extends ConfigRuleFixture.Config {
        final AtomicInteger asked = new AtomicInteger();

        Pages() {
            world.super();
        }

        @Override
        public Result<Page<List<String>>> held(String ruleName, Optional<String> token) {
            assertThat(asked.incrementAndGet()).as("pages asked for").isLessThan(10);
            return page(token);
        }

        abstract Result<Page<List<String>>> page(Optional<String> token);
    }

    private void held(String... tables) throws InterruptedException {
        for (String table : tables) {
            world.tables.create(table, 35);
            world.run(world.changed(table, true));
        }
        world.time.advance(Duration.ofMinutes(1));
    }

    /** Tables that are there again, in that status, once they were listed. */
    private ComplianceResults listingWithout(String table, TableStatus status) {
        world.tables.delete(table);
        return world.new Config() {
            @Override
            public Result<Page<List<String>>> held(String ruleName, Optional<String> token) {
                world.tables.create(table, 35).status(status);
                return super.held(ruleName, token);
            }
        };
    }

    @Test
    void areTakenBackUnderTheTimeOfTheNotification() throws InterruptedException {
        held("carts", "orders");
        world.tables.delete("orders");
        ConfigTrigger.Scheduled scheduled = world.scheduled();
        world.time.advance(Duration.ofMinutes(5));

        ConfigOutcome outcome = world.run(scheduled);

        assertThat(outcome.withdrawn())
                .containsExactly(new Evaluation(
                        "AWS::DynamoDB::Table",
                        "orders",
                        Compliance.NOT_APPLICABLE,
                        "The table no longer exists.",
                        scheduled.orderedAt()));
        List<String> calls = world.tables.calls("carts");
        assertThat(calls.subList(0, 3))
                .as("of the change, at once")
                .containsExactlyInAnyOrder("TAGS_OF", "DESCRIBE", "READ");
        assertThat(calls.subList(3, calls.size()))
                .as("what is listed needs no proof")
                .containsExactly("READ");
    }

    @Test
    void stayWhereTheListOfTablesLagsBehind() throws InterruptedException {
        held("carts", "orders");

        ConfigOutcome outcome = world.run(listingWithout("orders", TableStatus.ACTIVE), world.scheduled());

        assertThat(outcome.withdrawn()).isEmpty();
        assertThat(outcome.problems()).isEmpty();
        assertThat(world.results.known().get("orders").compliance()).isEqualTo(Compliance.COMPLIANT);
    }

    @Test
    void areTakenBackOfTablesThatAreBeingDeleted() throws InterruptedException {
        held("carts", "orders");

        ConfigOutcome outcome = world.run(listingWithout("orders", TableStatus.DELETING), world.scheduled());

        assertThat(outcome.withdrawn()).extracting(Evaluation::resourceId).containsExactly("orders");
    }

    @Test
    void stayWhereNobodyKnowsWhetherTheTableIsGone() throws InterruptedException {
        held("carts", "orders", "users");
        world.tables.delete("orders");
        world.tables.delete("users");
        world.tables.on(Call.DESCRIBE, "orders").fail(Cause.Kind.DENIED);

        ConfigOutcome outcome = world.run(world.scheduled());

        assertThat(outcome.withdrawn()).extracting(Evaluation::resourceId).containsExactly("users");
        assertThat(outcome.problems())
                .containsExactly("Whether the table orders is gone could not be read. DESCRIBE failed: DENIED.");
    }

    @Test
    void stayWhenTheListIsNotWhole() throws InterruptedException {
        held("orders");
        world.tables.delete("orders");
        world.tables.on(Call.LIST).fail(Cause.Kind.DENIED);

        ConfigOutcome outcome = world.run(world.scheduled());

        assertThat(outcome.withdrawn()).isEmpty();
        assertThat(outcome.problems()).singleElement().asString().contains("Listing the tables failed after 0");
        assertThat(world.results.known().get("orders").compliance()).isEqualTo(Compliance.COMPLIANT);
    }

    @Test
    void areNotAskedForWithoutEndWhereAPageComesAgain() throws InterruptedException {
        held("carts");
        Pages stuck = new Pages() {
            @Override
            Result<Page<List<String>>> page(Optional<String> token) {
                return new Result.Success<>(new Page<>(List.of("gone-" + token.orElse("")), Optional.of("same")));
            }
        };

        ConfigOutcome outcome = world.run(stuck, world.scheduled());

        assertThat(outcome.problems()).containsExactly(LEFT + "AWS Config repeated a page of its results.");
        assertThat(outcome.withdrawn()).extracting(Evaluation::resourceId).containsExactly("gone-", "gone-same");
        assertThat(outcome.reported()).hasSize(1);
    }

    @Test
    void areTakenBackOnceThoughTheyStandOnTwoPages() throws InterruptedException {
        Pages twice = new Pages() {
            @Override
            Result<Page<List<String>>> page(Optional<String> token) {
                return new Result.Success<>(
                        new Page<>(List.of("gone"), token.isEmpty() ? Optional.of("2") : Optional.empty()));
            }
        };

        ConfigOutcome outcome = world.run(twice, world.scheduled());

        assertThat(outcome.withdrawn()).extracting(Evaluation::resourceId).containsExactly("gone");
        assertThat(outcome.problems()).isEmpty();
    }

    @Test
    void areLeftWhenTheTimeIsOver() throws InterruptedException {
        held("carts");
        Instant end = world.time.instant().plusSeconds(60);
        Pages slow = new Pages() {
            @Override
            Result<Page<List<String>>> page(Optional<String> token) {
                world.time.advance(Duration.ofSeconds(40));
                return new Result.Success<>(new Page<>(List.of(), Optional.of("page " + asked)));
            }
        };

        ConfigOutcome outcome = world.rule(slow).run(world.order(end, end), world.scheduled());

        assertThat(outcome.problems()).containsExactly(LEFT + "The time budget of the call ended.");
        assertThat(slow.asked).hasValue(2);
    }

    @Test
    void ofWhichSomeCannotBeProvenGoneInTimeStay() throws InterruptedException {
        held("carts");
        Instant end = world.time.instant().plusSeconds(60);
        Pages slow = new Pages() {
            @Override
            Result<Page<List<String>>> page(Optional<String> token) {
                world.time.advance(Duration.ofSeconds(60));
                return new Result.Success<>(new Page<>(List.of("gone"), Optional.empty()));
            }
        };

        ConfigOutcome outcome = world.rule(slow).run(world.order(end, end), world.scheduled());

        assertThat(outcome.withdrawn()).isEmpty();
        assertThat(outcome.problems()).singleElement().asString().startsWith("Whether the table gone is gone could");
    }

    @Test
    void areLeftToAFailureOrADefectAfterWhichTheRestIsDone() throws InterruptedException {
        for (RuntimeException defect : new RuntimeException[] {null, new IllegalStateException("a defect")}) {
            String off = "off-" + (defect == null);
            world.tables.create(off);
            Pages broken = new Pages() {
                @Override
                Result<Page<List<String>>> page(Optional<String> token) {
                    if (defect != null) {
                        throw defect;
                    }
                    return new Result.Failure<>(new Cause(Cause.Kind.DENIED, "It is denied."));
                }
            };

            ConfigOutcome outcome = world.run(broken, world.scheduled());

            assertThat(outcome.problems())
                    .containsExactly(LEFT
                            + (defect == null
                                    ? "It is denied."
                                    : "Unexpected failure: java.lang.IllegalStateException: a defect"));
            assertThat(world.tables.days(off)).as("is remediated all the same").hasValue(35);
        }
    }
}
