package dev.laurel;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.laurel", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule servicesAreMetOverHttpAndKafkaOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.laurel.ingest..", "dev.laurel.trainer..", "dev.laurel.scorer..");

    @ArchTest
    static final ArchRule nothingKnowsTheCommands = noClasses()
            .that()
            .resideOutsideOfPackage("dev.laurel.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.laurel.cli..");

    @ArchTest
    static final ArchRule onlyTheDemoKnowsTheDemo = noClasses()
            .that()
            .resideOutsideOfPackages("dev.laurel.demo..", "dev.laurel.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.laurel.demo..");
}
