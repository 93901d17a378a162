package dev.laurel.command;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.laurel.command", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule servicesAreMetOverHttpAndKafkaOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.laurel.ingest..", "dev.laurel.trainer..", "dev.laurel.scorer..", "dev.laurel.service..");

    @ArchTest
    static final ArchRule nothingKnowsTheBenches =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.laurel.bench..");

    @ArchTest
    static final ArchRule capabilitiesDoNotKnowTheCommandAsAWhole = noClasses()
            .that()
            .resideOutsideOfPackage("dev.laurel.command")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.laurel.command");

    @ArchTest
    static final ArchRule whatServesAllCommandsKnowsNone = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.laurel.command.client..", "dev.laurel.command.console..", "dev.laurel.command.option..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.laurel.command.importing..",
                    "dev.laurel.command.demo..",
                    "dev.laurel.command.local..",
                    "dev.laurel.command.offline..",
                    "dev.laurel.command.models..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.laurel.command.(*)..").should().beFreeOfCycles();
}
