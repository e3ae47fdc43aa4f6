package io.pitrguard.aws;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Result;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Asks with {@code GetCallerIdentity}, which needs no permission.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
public final class StsCallerIdentity implements CallerIdentity {
    private final StsClient client;
    private final String region;

    /** Asks through this client, for a caller who works in this region. */
    public StsCallerIdentity(StsClient client, String region) {
        this.client = client;
        this.region = region;
    }

    /** The ARN is {@code arn:PARTITION:sts::ACCOUNT:…}. */
    private Result<Caller> known(@Nullable String arn, @Nullable String account) {
        String[] parts = arn == null ? new String[0] : arn.split(":", 3);
        return arn == null
                        || parts.length < 3
                        || parts[1].isEmpty()
                        || account == null
                        || !account.matches(AwsNames.ACCOUNT)
                ? new Result.Failure<>(new Cause(
                        Cause.Kind.BROKEN, "AWS answered sts:GetCallerIdentity without an ARN or an account."))
                : new Result.Success<>(new Caller(new AccountRegion(parts[1], account, region), arn));
    }

    @Override
    public Result<Caller> whoAmI() {
        try {
            GetCallerIdentityResponse caller = client.getCallerIdentity();
            return known(caller.arn(), caller.account());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort("sts:GetCallerIdentity", "the caller", e));
        }
    }
}
