package io.pitrguard.domain.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options that name a table of any account and region in a ledger, and no more of them than that takes. */
class LedgerLocationTest {
    private static final String HUB = "123456789012";

    @ParameterizedTest
    @CsvSource({
        "123456789012, eu-west-1, pitr-guard-ledger, --region eu-west-1",
        "123456789012, us-east-1, pitr-guard-ledger, --region us-east-1 --ledger-region eu-west-1",
        "111122223333, eu-west-1, pitr-guard-ledger, --account 111122223333 --region eu-west-1",
        "111122223333, us-east-1, pitr-guard-ledger, --account 111122223333 --region us-east-1 --ledger-region eu-west-1",
        "123456789012, eu-west-1, pg2-ledger, --region eu-west-1 --ledger pg2-ledger",
        "111122223333, us-east-1, pg2-ledger, --account 111122223333 --region us-east-1 --ledger-region eu-west-1 --ledger pg2-ledger"
    })
    void namesWhatIsNotTheLedgersOwn(String account, String region, String ledger, String options) {
        AccountRegion tables = new AccountRegion("aws", account, region);
        LedgerLocation location = new LedgerLocation(new AccountRegion("aws", HUB, "eu-west-1"), ledger);

        assertThat(location.options(tables)).isEqualTo(options);
        assertThat(location.isAccountOf(tables)).isEqualTo(account.equals(HUB));
        assertThat(location.acknowledgeCommand(tables.table("orders")))
                .isEqualTo("./pitr-guard acknowledge orders " + options + " --reason …");
        assertThat(LedgerLocation.in(tables).options(tables)).isEqualTo("--region " + region);
    }

    @Test
    void aNameThatLooksLikeAnOptionComesLast() {
        AccountRegion hub = new AccountRegion("aws", HUB, "eu-west-1");

        assertThat(LedgerLocation.in(hub).acknowledgeCommand(hub.table("-x")))
                .isEqualTo("./pitr-guard acknowledge --region eu-west-1 --reason … -- -x");
    }
}
