package io.pitrguard.sandbox;

import io.pitrguard.sandbox.service.EventSelectors;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Trail;
import io.pitrguard.sandbox.state.TrailSelectors;
import java.util.function.UnaryOperator;

/** One CloudTrail trail. */
public final class SandboxTrail {

    private final String arn;
    private final Account account;

    SandboxTrail(String arn, Account account) {
        this.arn = arn;
        this.account = account;
    }

    /** Returns the ARN. */
    public String arn() {
        return arn;
    }

    /** Returns the name. */
    public String name() {
        return trail().name();
    }

    /** Returns whether it logs. */
    public boolean logging() {
        return trail().status().logging();
    }

    /** Turns it into a trail of all regions. */
    public SandboxTrail multiRegion() {
        return change(trail -> trail.with(trail.settings().inAllRegions()));
    }

    /** Starts it. */
    public SandboxTrail start() {
        return change(trail -> trail.with(trail.status().start(account.now())));
    }

    /** Stops it. */
    public SandboxTrail stop() {
        return change(trail -> trail.with(trail.status().stop(account.now())));
    }

    /** Lets S3 refuse its deliveries from now on, with a code such as {@code NoSuchBucket}. */
    public SandboxTrail failing(String code) {
        return change(trail -> trail.with(trail.status().delivery(code)));
    }

    /** Lets S3 accept its deliveries again. */
    public SandboxTrail delivering() {
        return change(trail -> trail.with(trail.status().delivery(null)));
    }

    /** Logs management events that read only. */
    public SandboxTrail readOnly() {
        return basic("[{\"ReadWriteType\":\"ReadOnly\"}]");
    }

    /** Logs management events that write only. */
    public SandboxTrail writeOnly() {
        return basic("[{\"ReadWriteType\":\"WriteOnly\"}]");
    }

    /** Logs data events of tables, and no management events. */
    public SandboxTrail withoutManagementEvents() {
        return basic("[{\"IncludeManagementEvents\":false,\"DataResources\":[{\"Type\":\"AWS::DynamoDB::Table\","
                + "\"Values\":[\"arn:aws:dynamodb\"]}]}]");
    }

    /**
     * Takes basic event selectors.
     *
     * @param selectors a JSON list, as the AWS CLI takes it
     */
    public SandboxTrail basic(String selectors) {
        return select(EventSelectors.parse(false, selectors));
    }

    /**
     * Takes advanced event selectors.
     *
     * @param selectors a JSON list, as the AWS CLI takes it
     */
    public SandboxTrail advanced(String selectors) {
        return select(EventSelectors.parse(true, selectors));
    }

    /** Deletes it. */
    public void delete() {
        account.trails().delete(arn);
    }

    private SandboxTrail select(TrailSelectors selectors) {
        return change(trail -> trail.with(selectors));
    }

    private SandboxTrail change(UnaryOperator<Trail> change) {
        if (!account.trails().change(arn, change)) {
            throw missing();
        }
        return this;
    }

    private Trail trail() {
        return account.trails().find(arn).orElseThrow(this::missing);
    }

    private IllegalStateException missing() {
        return new IllegalStateException("there is no trail '" + arn + "' any more");
    }
}
