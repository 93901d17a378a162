package dev.laurel.scorer;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.laurel.scorer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.laurel.ingest..", "dev.laurel.trainer..", "dev.laurel.command..", "dev.laurel.stack..");

    @ArchTest
    static final ArchRule meetsStreamsInTheStreamAndWhereItIsPutTogether = noClasses()
            .that()
            .resideInAnyPackage(
                    "..scorer.batch..", "..scorer.live..", "..scorer.rest..", "..scorer.verdict..", "..scorer.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule decidesWithoutKafka = noClasses()
            .that()
            .resideInAnyPackage("..scorer.select..", "..scorer.drift..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule meetsQuarkusAtItsRootAndInHttpOnly = noClasses()
            .that()
            .resideInAnyPackage(
                    "..scorer.stream..",
                    "..scorer.batch..",
                    "..scorer.live..",
                    "..scorer.watch..",
                    "..scorer.select..",
                    "..scorer.drift..",
                    "..scorer.verdict..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule speaksNoKafkaOverHttp = noClasses()
            .that()
            .resideInAPackage("..scorer.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule verifiesWithoutKafka = noClasses()
            .that()
            .resideInAPackage("..scorer.verdict..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "..scorer.live..", "..scorer.batch..", "..scorer.rest..");

    @ArchTest
    static final ArchRule meetsTheRegistryThroughSchemasOnly =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.confluent..");

    @ArchTest
    static final ArchRule layersDependDownwards = classes()
            .that()
            .resideInAPackage("..scorer.live..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("..scorer.batch..", "..scorer.rest..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("dev.laurel.scorer.(*)..").should().beFreeOfCycles();
}
