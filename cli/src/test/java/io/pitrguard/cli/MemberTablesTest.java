package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of other accounts and regions in the ledger of an organization: {@code status}, {@code history}, {@code acknowledge}. */
class MemberTablesTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String SHOP = "111111111111";
    private static final LedgerLocation HUB = LedgerLocation.in(LedgerSeed.HERE);

    private final Cli cli = Cli.start();

    @BeforeEach
    void create() {
        LedgerSeed.create(cli);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    /** Runs a command as a mail or another command prints it, in a shell. */
    private static CommandResult paste(String command) {
        assertThat(command).startsWith("./pitr-guard ");
        return Cli.run(Arrays.stream(command.substring("./pitr-guard ".length()).split(" "))
                .map(word -> word.equals("…") ? "tested" : word)
                .toArray(String[]::new));
    }

    private static TableRef flapping(AccountRegion place) {
        TableRef table = place.table("orders");
        TableRecord record = TableRecord.of(table);
        for (int hours = 3; hours >= 1; hours--) {
            Instant at = NOW.minus(Duration.ofHours(hours));
            record = record.enabled(at.minusSeconds(600))
                    .called(new Call(
                            "UpdateContinuousBackups",
                            at,
                            new Actor("user/ann", "192.0.2.1", "the console", "r-1"),
                            false,
                            true,
                            OptionalInt.empty(),
                            false));
        }
        LedgerSeed.write(
                record,
                new TimelineEntry(
                        NOW,
                        TimelineEntry.Kind.FLAPPING,
                        Trigger.DRIFT,
                        "Suspended.",
                        Optional.empty(),
                        Optional.empty()));
        return table;
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012, eu-west-1",
        "123456789012, us-east-1",
        "111111111111, eu-west-1",
        "111111111111, us-east-1"
    })
    void theCommandOfAMailWorksWhenPasted(String account, String region) {
        AccountRegion place = new AccountRegion("aws", account, region);
        TableRef table = flapping(place);

        assertThat(paste(HUB.acknowledgeCommand(table)).ends(0).out())
                .contains("Acknowledged for orders:", "automatic remediation resumes");

        assertThat(LedgerSeed.of(table).record().flapping().disables()).isEmpty();
        assertThat(paste("./pitr-guard history orders " + HUB.options(place))
                        .ends(0)
                        .out())
                .startsWith("orders in %s, account %s\n".formatted(region, account))
                .contains("flapping", "Acknowledged by arn:aws:iam::123456789012:user/sandbox, reason: tested.");
    }

    @Test
    void statusNamesTheCommandForItsOwnTables() {
        AccountRegion place = new AccountRegion("aws", SHOP, "us-east-1");
        TableRef table = flapping(place);
        LedgerSeed.seen(
                LedgerSeed.HERE.table("carts"), NOW, VerdictKind.COMPLIANT, Map.of(), LastObservation.Status.ENABLED);

        String out = paste("./pitr-guard status " + HUB.options(place)).ends(3).out();

        assertThat(out)
                .contains("orders", "1 table in us-east-1, account " + SHOP)
                .doesNotContain("carts");
        String printed = "To acknowledge: ";
        String command = out.substring(out.indexOf(printed) + printed.length())
                .lines()
                .findFirst()
                .orElseThrow();
        paste(command.replace("TABLE", "orders")).ends(0);
        assertThat(LedgerSeed.of(table).record().flapping().disables()).isEmpty();
    }

    @Test
    void saysWhichTableOfWhichAccountItAcknowledges() {
        TableRef table = flapping(new AccountRegion("aws", SHOP, "us-east-1"));

        assertThat(paste(HUB.acknowledgeCommand(table)).ends(0).err())
                .startsWith("pitr-guard: acknowledging orders of account 111111111111, us-east-1, with the ledger in"
                        + " eu-west-1 of account 123456789012 as ");
    }

    @Test
    void aTableOfTheSameNameElsewhereIsAnotherOne() {
        flapping(LedgerSeed.HERE);

        assertThat(Cli.run("history", "orders", "--account", SHOP).ends(1).err())
                .contains(
                        "has no record of orders in eu-west-1 of account 111111111111.",
                        "'./pitr-guard status --all --account 111111111111 --region eu-west-1'");
        assertThat(Cli.run("status", "--account", SHOP).ends(1).err())
                .contains("has no tables of eu-west-1, account 111111111111. Check --region and --account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "history orders", "acknowledge orders --reason x"})
    void refusesWhatIsNoAccountOrRegion(String command) {
        String[] words = command.split(" ");

        assertThat(run(words, "--account", "123").ends(64).err()).contains("--account must be 12 digits, not '123'");
        assertThat(run(words, "--ledger-region", "Ireland").ends(64).err())
                .contains("--ledger-region must be a region such as eu-west-1, not 'Ireland'");
    }

    private static CommandResult run(String[] words, String... more) {
        return Cli.run(Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new));
    }
}
