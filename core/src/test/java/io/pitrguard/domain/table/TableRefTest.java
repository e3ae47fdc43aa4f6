package io.pitrguard.domain.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableRefTest {
    private static final AccountRegion IRELAND = new AccountRegion("aws", "111122223333", "eu-west-1");

    @Test
    void hasArnOfItsPartition() {
        assertThat(IRELAND.table("orders").arn()).isEqualTo("arn:aws:dynamodb:eu-west-1:111122223333:table/orders");
        assertThat(new AccountRegion("aws-us-gov", "000000000001", "us-gov-west-1")
                        .table("a.b_c-d")
                        .arn())
                .isEqualTo("arn:aws-us-gov:dynamodb:us-gov-west-1:000000000001:table/a.b_c-d");
    }

    @Test
    void standsInTheOrderOfItsArn() {
        TableRef first = new AccountRegion("aws", "999999999999", "ap-south-1").table("z");
        TableRef second = IRELAND.table("carts");
        TableRef third = IRELAND.table("orders");
        assertThat(List.of(third, second, first).stream().sorted()).containsExactly(first, second, third);
        assertThat(third.compareTo(IRELAND.table("orders"))).isZero();
    }

    @Test
    void needsName() {
        assertThatThrownBy(() -> IRELAND.table(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a table's name must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "11112222333", "1111222233334", "11112222333a", " 111122223333", "१११११११११११११"})
    void accountIsTwelveDigits(String account) {
        assertThatThrownBy(() -> new AccountRegion("aws", account, "eu-west-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account must be 12 digits, not '" + account + "'");
    }

    @ParameterizedTest
    @CsvSource({"'', eu-west-1", "' ', eu-west-1", "aws, ''", "aws, ' '"})
    void partitionAndRegionMustNotBeBlank(String partition, String region) {
        assertThatThrownBy(() -> new AccountRegion(partition, "111122223333", region))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("partition and region must not be blank");
    }
}
