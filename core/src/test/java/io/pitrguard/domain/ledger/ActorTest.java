package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActorTest {
    @Test
    void takesWhatIsBlankAsUnknown() {
        assertThat(new Actor("", " ", "\n", "").description())
                .isEqualTo("unknown, from unknown, with unknown (request unknown)");
    }

    @Test
    void saysAllInOneClause() {
        assertThat(new Actor("user bob", "192.0.2.1", "the AWS CLI", "R1").description())
                .isEqualTo("user bob, from 192.0.2.1, with the AWS CLI (request R1)");
    }
}
