package io.pitrguard.aws;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Identity;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Asks with {@code GetCallerIdentity}, which needs no permission.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
public final class StsIdentity implements Identity {
    private final StsClient client;
    private final String region;

    /** Asks through this client, for somebody who works in this region. */
    public StsIdentity(StsClient client, String region) {
        this.client = client;
        this.region = region;
    }

    @Override
    public Answer whoAmI() {
        try {
            GetCallerIdentityResponse caller = client.getCallerIdentity();
            // arn:PARTITION:sts::ACCOUNT:…
            String partition = caller.arn().split(":", 3)[1];
            return new Answer.Known(new AccountRegion(partition, caller.account(), region));
        } catch (SdkException e) {
            return new Answer.Failed(AwsErrors.sort("sts:GetCallerIdentity", "the caller", e));
        }
    }
}
