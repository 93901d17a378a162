package dev.laurel.bench;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.laurel.bench", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule servicesAreMetOverHttpAndKafkaOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.laurel.ingest..", "dev.laurel.trainer..", "dev.laurel.scorer..", "dev.laurel.service..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.laurel.bench.(*)..").should().beFreeOfCycles();
}
