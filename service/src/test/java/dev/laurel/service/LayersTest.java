package dev.laurel.service;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.laurel.service", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule knowsNoDomain = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.laurel..").and(not(resideInAPackage("dev.laurel.service.."))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "ai.djl..");

    @ArchTest
    static final ArchRule problemsKnowNoDoor = noClasses()
            .that()
            .resideInAPackage("..service.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..service.http..");
}
