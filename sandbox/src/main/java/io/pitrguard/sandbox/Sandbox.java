package io.pitrguard.sandbox;

import io.pitrguard.sandbox.fault.Faults;
import io.pitrguard.sandbox.http.HttpListener;
import io.pitrguard.sandbox.service.Services;
import io.pitrguard.sandbox.state.PutEvent;
import io.pitrguard.sandbox.state.Topics;
import io.pitrguard.sandbox.traffic.Calls;
import io.pitrguard.sandbox.traffic.Failure;
import io.pitrguard.sandbox.traffic.TrailEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A local AWS emulator in this process: point an SDK client or the AWS CLI at its endpoint. */
public final class Sandbox implements AutoCloseable {

    static final String DESCRIBE_CONTINUOUS_BACKUPS = "DescribeContinuousBackups";

    private final SandboxOptions options;
    private final Regions regions;
    private final Faults faults = new Faults();
    private final Calls calls = new Calls();
    private final TrailEvents trailEvents = new TrailEvents();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final HttpListener server;

    private Sandbox(SandboxOptions options, HttpListener server) {
        this.options = options;
        this.server = server;
        this.regions = new Regions(options, endpoint());
        Services services = new Services(options.listPageSize());
        Dispatcher dispatcher = new Dispatcher(services, regions, faults, calls, trailEvents, failures);
        server.start(new AwsHttpHandler(dispatcher, options.latency(), options.clock()));
    }

    /** Starts one with the default options. */
    public static Sandbox start() {
        return start(SandboxOptions.defaults());
    }

    /** Starts one. */
    public static Sandbox start(SandboxOptions options) {
        try {
            return new Sandbox(options, HttpListener.on(options.port()));
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot listen on port " + options.port(), e);
        }
    }

    /** Returns the endpoint to point clients at. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.port());
    }

    /** Returns the account of all callers. */
    public String account() {
        return options.account();
    }

    /** Returns the home region. */
    public String region() {
        return options.region();
    }

    /** Returns what timestamps and rate limits run on. */
    public InstantSource clock() {
        return options.clock();
    }

    /** Returns the tables of the home region. */
    public SandboxTables tables() {
        return new SandboxTables(regions.home());
    }

    /** Returns how restores, backups and deletions of all accounts and regions go. */
    public SandboxRestores restores() {
        return new SandboxRestores(regions.restores());
    }

    /** Returns how exports of tables of all accounts and regions go. */
    public SandboxExports exports() {
        return new SandboxExports(regions.exports());
    }

    /** Returns the tables of a region of an account of the organization. */
    public SandboxTables tables(String account, String region) {
        return new SandboxTables(regions.in(account, region));
    }

    /** Returns the organization; without accounts at first. */
    public SandboxOrganization organization() {
        return new SandboxOrganization(regions.organization(), options);
    }

    /** Returns the SNS topics of the home region. */
    public Topics topics() {
        return regions.home().topics();
    }

    /** Returns the SQS queues of the home region. */
    public SandboxQueues queues() {
        return new SandboxQueues(regions.home());
    }

    /** Returns the CloudTrail trails of all regions, as they show in the home region. */
    public SandboxTrails trails() {
        return new SandboxTrails(regions.home());
    }

    /** Returns the CloudTrail trails as they show in a region of an account of the organization. */
    public SandboxTrails trails(String account, String region) {
        return new SandboxTrails(regions.in(account, region));
    }

    /** Returns the S3 buckets of the home account. */
    public SandboxBuckets buckets() {
        return new SandboxBuckets(regions.home());
    }

    /** Returns the EventBridge rules of the home region. */
    public SandboxEventRules eventRules() {
        return new SandboxEventRules(regions.home());
    }

    /** Returns the EventBridge rules of a region of an account of the organization. */
    public SandboxEventRules eventRules(String account, String region) {
        return new SandboxEventRules(regions.in(account, region));
    }

    /** Returns the events that were put on event buses of the home region. */
    public List<PutEvent> events() {
        return regions.home().events().events();
    }

    /** Returns the findings in Security Hub of the home region, as JSON, by their ids. */
    public Map<String, String> findings() {
        return regions.home().findings().all();
    }

    /** AWS Config in a region of an account of the organization. */
    public SandboxConfig config(String account, String region) {
        return new SandboxConfig(regions.in(account, region));
    }

    /** AWS Config in the home region. */
    public SandboxConfig config() {
        return new SandboxConfig(regions.home());
    }

    /** Returns the faults to inject, in all regions. */
    public Faults faults() {
        return faults;
    }

    /** Returns the calls so far, in all regions. */
    public Calls calls() {
        return calls;
    }

    /**
     * Returns the latest calls that changed tables or backups, in all regions, oldest first: each as the JSON of the event that
     * EventBridge sends where a trail logs.
     */
    public List<String> trailEvents() {
        return trailEvents.all();
    }

    /** Returns the calls that failed because of a bug of the sandbox. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /**
     * Lets somebody else call DescribeContinuousBackups in the home region from now on.
     *
     * @param callsPerSecond taken off what the limit allows; at or above the limit nothing is left
     */
    public void neighbour(double callsPerSecond) {
        neighbour(account(), region(), callsPerSecond);
    }

    /** The same in a region of an account of the organization. */
    public void neighbour(String account, String region, double callsPerSecond) {
        var place = regions.in(account, region);
        place.limits().drain(DESCRIBE_CONTINUOUS_BACKUPS, callsPerSecond, place.now());
    }

    @Override
    public void close() {
        server.close();
        regions.close();
    }
}
