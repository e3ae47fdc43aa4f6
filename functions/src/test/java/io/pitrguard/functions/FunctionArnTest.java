package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.table.AccountRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionArnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:sweep",
                "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:sweep:$LATEST",
                "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:sweep:live"
            })
    void tellsWhereTheFunctionRuns(String arn) {
        assertThat(FunctionArn.where(arn)).isEqualTo(new AccountRegion("aws-us-gov", "123456789012", "us-gov-west-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sweep", "arn:aws:lambda:eu-west-1:123456789012", "arn:aws:sns:a:b:c:d", "x:y:lambda:a:b:c:d"
            })
    void refusesWhatIsNoFunctionArn(String arn) {
        assertThatThrownBy(() -> FunctionArn.where(arn))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("'" + arn + "'");
    }

    @Test
    void failsWithoutStackTrace() {
        assertThat(new InvocationFailedException("It failed.").getStackTrace()).isEmpty();
    }
}
